import { expect, test } from 'vitest'
import wabt from 'wabt'
import { array, encode, program, TestMemory } from '../run-on-targets.test-support.js'
import { wasmTarget } from './wasm-target.js'

const [v, g] = [array('neurons.v', 'f64', 4), array('neurons.g', 'f64', 4)]
const update = program([
  'update',
  b => {
    b.for(
      'i',
      b.i32(0),
      b.i32(4),
      i => {
        const decayed = b.op('f64.mul', b.load(g, i), b.f64(0.9))
        b.store(g, i, decayed)
        b.store(v, i, b.op('f64.add', b.op('f64.mul', b.load(v, i), b.f64(0.99)), decayed))
      },
      { lanes: 2, padded: true },
    )
  },
])
const memory = new TestMemory(
  new Map([
    [g, []],
    [v, []],
  ]),
)

test('the code of a vector loop: constants before it, one test at its end, literal places', async () => {
  const module = (await wabt()).readWasm(encode(update, memory), { simd: true })
  const text = module.toText({ foldExprs: true })
  module.destroy()
  expect(text.slice(text.indexOf('(func (;0;)'), text.indexOf('(export'))).toMatchInlineSnapshot(`
    "(func (;0;) (type 0)
        (local i32 i32 v128 v128 v128 v128)
        (local.set 0
          (i32.const 0))
        (local.set 2
          (f64x2.splat
            (f64.const 0x1.ccccccccccccdp-1 (;=0.9;))))
        (local.set 5
          (f64x2.splat
            (f64.const 0x1.fae147ae147aep-1 (;=0.99;))))
        (loop  ;; label = @1
          (local.set 1
            (i32.shl
              (local.get 0)
              (i32.const 3)))
          (local.set 3
            (f64x2.mul
              (v128.load offset=48 align=8
                (local.get 1))
              (local.get 2)))
          (v128.store offset=48 align=8
            (local.get 1)
            (local.get 3))
          (local.set 4
            (v128.load offset=112 align=8
              (local.get 1)))
          (v128.store offset=112 align=8
            (local.get 1)
            (f64x2.add
              (f64x2.mul
                (local.get 4)
                (local.get 5))
              (local.get 3)))
          (br_if 0 (;@1;)
            (i32.lt_s
              (local.tee 0
                (i32.add
                  (local.get 0)
                  (i32.const 2)))
              (i32.const 4)))))
      "
  `)
})

test('the text shows the kernels and the places of the arrays', () => {
  expect(wasmTarget.translate(update, memory).text).toMatchInlineSnapshot(`
    "# test: WebAssembly module of 156 bytes

    array neurons.g: f64[4] at 48
    array neurons.v: f64[4] at 112

    # update
    procedure update()
      for i in 0 .. 4, 2 lanes, padded
        g = neurons.g[i]
        product = g * 0.9
        neurons.g[i] = product
        v = neurons.v[i]
        neurons.v[i] = v * 0.99 + product
    "
  `)
})
