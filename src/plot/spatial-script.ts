/**
 * What a page of `spatialPage` does in the browser of its reader: a mesh of cones and spheres, one shader, and an orthographic view that is turned.
 * It knows `DATA` only: cones, the group of each, the colours of groups, and what is said of a compartment under the pointer.
 */
export const SPATIAL_SCRIPT = `
'use strict'
const canvas = document.querySelector('canvas')
const gl = canvas.getContext('webgl', { antialias: true, alpha: true })
const isDark = matchMedia('(prefers-color-scheme: dark)')

const count = DATA.cones.length / 8
const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity]
for (let e = 0; e < 2 * count; e++)
  for (let a = 0; a < 3; a++) {
    low[a] = Math.min(low[a], DATA.cones[4 * e + a] - DATA.cones[4 * e + 3])
    high[a] = Math.max(high[a], DATA.cones[4 * e + a] + DATA.cones[4 * e + 3])
  }
const centre = low.map((each, a) => (each + high[a]) / 2)
// Of a ball around all of it: however the cell is turned, it is seen whole.
let radius = 0
for (let e = 0; e < 2 * count; e++) {
  const apart = centre.map((each, a) => DATA.cones[4 * e + a] - each)
  radius = Math.max(radius, Math.hypot(...apart) + DATA.cones[4 * e + 3])
}
// What is thinner than a pixel would be a broken line.
const thinnest = radius / 700

const points = [], normals = [], groups = []
function corner(point, normal, group) { points.push(...point); normals.push(...normal); groups.push(group) }
function quad(a, b, c, d, group) { for (const [p, n] of [a, b, c, a, c, d]) corner(p, n, group) }
function cone(p, r, q, s, group) {
  const along = q.map((each, k) => each - p[k]), way = Math.hypot(...along), t = along.map(each => each / way)
  const aside = Math.abs(t[2]) < .9 ? [0, 0, 1] : [1, 0, 0]
  let u = cross(t, aside)
  u = u.map(each => each / Math.hypot(...u))
  const w = cross(t, u), sides = 12, slope = (r - s) / way
  const at = (k, end, size) => {
    const angle = 2 * Math.PI * k / sides, c = Math.cos(angle), d = Math.sin(angle)
    const out = u.map((each, a) => c * each + d * w[a])
    return [end.map((each, a) => each + size * out[a]), out.map((each, a) => each + slope * t[a])]
  }
  for (let k = 0; k < sides; k++) quad(at(k, p, r), at(k, q, s), at(k + 1, q, s), at(k + 1, p, r), group)
}
function sphere(p, r, group, fine) {
  const at = (k, l) => {
    const a = 2 * Math.PI * k / (2 * fine), b = Math.PI * l / fine
    const out = [Math.sin(b) * Math.cos(a), Math.sin(b) * Math.sin(a), Math.cos(b)]
    return [p.map((each, c) => each + r * out[c]), out]
  }
  for (let k = 0; k < 2 * fine; k++)
    for (let l = 0; l < fine; l++) quad(at(k, l), at(k, l + 1), at(k + 1, l + 1), at(k + 1, l), group)
}
function cross(a, b) { return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]] }
for (let k = 0; k < count; k++) {
  const [x, y, z, r, x2, y2, z2, r2] = DATA.cones.slice(8 * k, 8 * k + 8)
  const p = [x - centre[0], y - centre[1], z - centre[2]], q = [x2 - centre[0], y2 - centre[1], z2 - centre[2]]
  const [from, to] = [Math.max(r, thinnest), Math.max(r2, thinnest)]
  if (Math.hypot(x - x2, y - y2, z - z2) < 1e-6) sphere(p, from, DATA.groups[k], 24)
  else {
    cone(p, from, q, to, DATA.groups[k])
    // Rounds what would gape where a branch bends; not as wide as the corners of a cone, whose sides it would break through.
    if (count < 6000) sphere(q, .96 * to, DATA.groups[k], to > radius / 100 ? 12 : 4)
  }
}

const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1]
let turn = identity, zoom = 1, move = [0, 0], draw = () => {}
const turned = (angle, a, b) => {
  const m = [...identity], c = Math.cos(angle), s = Math.sin(angle)
  m[4 * a] = c; m[4 * b] = c; m[3 * a + b] = -s; m[3 * b + a] = s
  return m
}
const product = (m, n) => identity.map((_, k) => [0, 1, 2].reduce((sum, i) => sum + m[3 * (k / 3 | 0) + i] * n[3 * i + k % 3], 0))
function rotate(right, down) { turn = product(product(turned(down, 1, 2), turned(right, 2, 0)), turn); draw() }
// What is under the point (x, y), counted from the middle of the picture, stays there.
function resize(factor, x = 0, y = 0) {
  const next = Math.min(Math.max(zoom * factor, .2), 200), grown = next / zoom
  move = [x + (move[0] - x) * grown, y + (move[1] - y) * grown]
  zoom = next
  draw()
}
function frame() {
  const { clientWidth: width, clientHeight: height } = canvas
  return { width, height, pixels: zoom * Math.min(width, height) * .48 / radius }
}
function fromMiddle(event) {
  const { left, top, width, height } = canvas.getBoundingClientRect()
  return [event.clientX - left - width / 2, top + height / 2 - event.clientY]
}

/** The foremost compartment at a point of the picture, or -1. */
function compartmentAt([x, y]) {
  const { pixels } = frame()
  const seen = k => {
    const point = [0, 1, 2].map(a => DATA.cones[k + a] - centre[a])
    return [0, 1, 2].map(a => pixels * (turn[3 * a] * point[0] + turn[3 * a + 1] * point[1] + turn[3 * a + 2] * point[2]))
  }
  let found = -1, nearest = -Infinity
  for (let k = 0; k < count; k++) {
    const p = seen(8 * k), q = seen(8 * k + 4), [px, py] = [x - move[0] - p[0], y - move[1] - p[1]]
    const [dx, dy] = [q[0] - p[0], q[1] - p[1]], square = dx * dx + dy * dy
    const share = square === 0 ? 0 : Math.min(Math.max((px * dx + py * dy) / square, 0), 1)
    const wide = pixels * (DATA.cones[8 * k + 3] + share * (DATA.cones[8 * k + 7] - DATA.cones[8 * k + 3]))
    const apart = Math.hypot(px - share * dx, py - share * dy)
    if (apart > Math.max(wide, 3)) continue
    const front = p[2] + share * (q[2] - p[2]) + Math.sqrt(Math.max(wide * wide - apart * apart, 0))
    if (front > nearest) [found, nearest] = [k, front]
  }
  return found
}
/** The names on the way to a section that has a compartment, without that of the root; of a long way the last ones. */
function pathTo(k) {
  const names = []
  let section = DATA.sections.findLastIndex(([first]) => first <= k)
  do {
    const [, name, parent] = DATA.sections[section]
    if (parent >= 0 || names.length === 0) names.unshift(name)
    section = parent
  } while (section >= 0 && names.length < 7)
  return names.length > 6 ? '… ' + names.slice(1).join('.') : names.join('.')
}
const label = document.querySelector('output')
function tell(event) {
  const k = event ? compartmentAt(fromMiddle(event)) : -1
  label.hidden = k < 0
  if (k < 0) return
  label.textContent = pathTo(k) + ', compartment ' + (DATA.first + k) + (DATA.values ? ': ' + DATA.values[k] : '')
  label.style.left = Math.min(event.clientX + 14, innerWidth - label.offsetWidth - 8) + 'px'
  label.style.top = Math.max(event.clientY - 30, 8) + 'px'
}

const down = new Map()
canvas.addEventListener('pointerdown', event => { canvas.setPointerCapture(event.pointerId); down.set(event.pointerId, event); tell() })
canvas.addEventListener('pointermove', event => {
  const before = down.get(event.pointerId)
  if (!before) return tell(event)
  const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY]
  if (down.size === 2) {
    const [other] = [...down.values()].filter(each => each.pointerId !== event.pointerId)
    const apart = each => Math.hypot(each.clientX - other.clientX, each.clientY - other.clientY) || 1
    resize(apart(event) / apart(before), ...fromMiddle(other))
  } else if (event.shiftKey) { move = [move[0] + dx, move[1] - dy]; draw() }
  else rotate(dx / 150, dy / 150)
  down.set(event.pointerId, event)
})
canvas.addEventListener('pointerleave', () => tell())
for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, event => down.delete(event.pointerId))
canvas.addEventListener('wheel', event => { event.preventDefault(); tell(); resize(Math.exp(-event.deltaY / 500), ...fromMiddle(event)) }, { passive: false })
canvas.addEventListener('dblclick', () => { turn = identity; zoom = 1; move = [0, 0]; draw() })
canvas.addEventListener('keydown', event => {
  const turns = { ArrowLeft: [-.1, 0], ArrowRight: [.1, 0], ArrowUp: [0, -.1], ArrowDown: [0, .1] }[event.key]
  if (turns) { event.preventDefault(); rotate(...turns) }
  if (event.key === '+' || event.key === '=') resize(1.15)
  if (event.key === '-') resize(1 / 1.15)
})

function show() {
  const compile = (kind, text) => { const shader = gl.createShader(kind); gl.shaderSource(shader, text); gl.compileShader(shader); return shader }
  const program = gl.createProgram()
  gl.attachShader(program, compile(gl.VERTEX_SHADER, \`
    attribute vec3 point, normal, color;
    uniform mat3 turn; uniform vec2 scale, move; uniform float depth;
    varying vec3 hue, side;
    void main() {
      vec3 place = turn*point;
      gl_Position = vec4(place.xy*scale + move, -place.z*depth, 1.0);
      hue = color; side = turn*normal;
    }\`))
  gl.attachShader(program, compile(gl.FRAGMENT_SHADER, \`
    precision mediump float;
    varying vec3 hue, side;
    void main() {
      float lit = dot(normalize(side), normalize(vec3(-0.4, 0.6, 1.0)));
      gl_FragColor = vec4(hue*(0.62 + 0.42*max(lit, 0.0)), 1.0);
    }\`))
  gl.linkProgram(program)
  gl.useProgram(program)
  gl.enable(gl.DEPTH_TEST)
  const place = name => gl.getUniformLocation(program, name)
  const fill = (name, values) => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(values), gl.STATIC_DRAW)
    const attribute = gl.getAttribLocation(program, name)
    gl.enableVertexAttribArray(attribute)
    gl.vertexAttribPointer(attribute, 3, gl.FLOAT, false, 0, 0)
  }
  fill('point', points)
  fill('normal', normals)
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const channels = color => { brush.fillStyle = color; brush.fillRect(0, 0, 1, 1); return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => each / 255) }
  function paint() {
    const colors = isDark.matches ? DATA.dark : DATA.light
    const mixed = colors.map(channels)
    fill('color', groups.flatMap(group => mixed[group] ?? [.6, .6, .6]))
    for (const dot of document.querySelectorAll('li i')) dot.style.background = colors[dot.dataset.group]
    draw()
  }
  draw = () => {
    const sharp = devicePixelRatio, { width, height, pixels } = frame()
    canvas.width = width * sharp; canvas.height = height * sharp
    gl.viewport(0, 0, canvas.width, canvas.height)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
    // A matrix of WebGL is written column by column.
    gl.uniformMatrix3fv(place('turn'), false, [0, 3, 6, 1, 4, 7, 2, 5, 8].map(k => turn[k]))
    gl.uniform2f(place('scale'), 2 * pixels / width, 2 * pixels / height)
    gl.uniform2f(place('move'), 2 * move[0] / width, 2 * move[1] / height)
    gl.uniform1f(place('depth'), .5 / radius)
    gl.drawArrays(gl.TRIANGLES, 0, groups.length)
    const wanted = 120 / pixels, power = 10 ** Math.floor(Math.log10(wanted))
    const round = [5, 2, 1].map(each => each * power).find(each => each <= wanted)
    document.querySelector('#scale i').style.width = round * pixels + 'px'
    document.querySelector('#scale span').textContent = Number(round.toPrecision(1)) + ' um'
  }
  isDark.addEventListener('change', paint)
  new ResizeObserver(() => draw()).observe(canvas)
  paint()
}
if (gl) show()
else document.querySelector('footer p').textContent = 'This browser has no WebGL, with which the cell is drawn.'
`
