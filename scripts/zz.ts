import { ms, Network } from 'rheobase'
import cuba from '../benchmarks/models/cobahh.ts'
const net = cuba({ values: {}, seed: 1, threads: 1 } as never) as Network
await net.run(ms(20))
const s = String(net.inspect()); console.log(s.slice(s.indexOf('Generated code')))
