/**
 * An embedded explicit Runge-Kutta pair for dx/dt = f(x, t): with the stages
 *   k_s = f(x + h Σ_r a[s][r] k_r, t + c[s] h)
 * the new value is x + h Σ_s b[s] k_s, and the error of the step is estimated as h Σ_s e[s] k_s.
 */
export interface ButcherTableau {
  readonly c: readonly number[]
  readonly a: readonly (readonly number[])[]
  readonly b: readonly number[]
  readonly e: readonly number[]
}

/**
 * A method of second order inside Kutta's method of third order, which gives the value.
 * Source: Kutta 1901, Z. Math. Phys. 46, 435-453.
 */
export const kutta23: ButcherTableau = withLower({
  c: [0, 1 / 2, 1],
  a: [[], [1 / 2], [-1, 2]],
  b: [1 / 6, 2 / 3, 1 / 6],
  lower: [0, 1, 0],
})

/** Orders 4 and 5. Source: Fehlberg 1969, NASA Technical Report R-315, formula 2. */
export const fehlberg45: ButcherTableau = withLower({
  c: [0, 1 / 4, 3 / 8, 12 / 13, 1, 1 / 2],
  a: [
    [],
    [1 / 4],
    [3 / 32, 9 / 32],
    [1932 / 2197, -7200 / 2197, 7296 / 2197],
    [439 / 216, -8, 3680 / 513, -845 / 4104],
    [-8 / 27, 2, -3544 / 2565, 1859 / 4104, -11 / 40],
  ],
  b: [16 / 135, 0, 6656 / 12825, 28561 / 56430, -9 / 50, 2 / 55],
  lower: [25 / 216, 0, 1408 / 2565, 2197 / 4104, -1 / 5, 0],
})

/** Orders 4 and 5. Source: Cash & Karp 1990, ACM Trans. Math. Softw. 16, 201-222. */
export const cashKarp45: ButcherTableau = withLower({
  c: [0, 1 / 5, 3 / 10, 3 / 5, 1, 7 / 8],
  a: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [3 / 10, -9 / 10, 6 / 5],
    [-11 / 54, 5 / 2, -70 / 27, 35 / 27],
    [1631 / 55296, 175 / 512, 575 / 13824, 44275 / 110592, 253 / 4096],
  ],
  b: [37 / 378, 0, 250 / 621, 125 / 594, 0, 512 / 1771],
  lower: [2825 / 27648, 0, 18575 / 48384, 13525 / 55296, 277 / 14336, 1 / 4],
})

/** Orders 7 and 8 in 13 stages. Source: Prince & Dormand 1981, J. Comput. Appl. Math. 7, 67-75. */
export const princeDormand78: ButcherTableau = withLower({
  c: [
    0,
    1 / 18,
    1 / 12,
    1 / 8,
    5 / 16,
    3 / 8,
    59 / 400,
    93 / 200,
    5490023248 / 9719169821,
    13 / 20,
    1201146811 / 1299019798,
    1,
    1,
  ],
  a: [
    [],
    [1 / 18],
    [1 / 48, 1 / 16],
    [1 / 32, 0, 3 / 32],
    [5 / 16, 0, -75 / 64, 75 / 64],
    [3 / 80, 0, 0, 3 / 16, 3 / 20],
    [29443841 / 614563906, 0, 0, 77736538 / 692538347, -28693883 / 1125000000, 23124283 / 1800000000],
    [
      16016141 / 946692911,
      0,
      0,
      61564180 / 158732637,
      22789713 / 633445777,
      545815736 / 2771057229,
      -180193667 / 1043307555,
    ],
    [
      39632708 / 573591083,
      0,
      0,
      -433636366 / 683701615,
      -421739975 / 2616292301,
      100302831 / 723423059,
      790204164 / 839813087,
      800635310 / 3783071287,
    ],
    [
      246121993 / 1340847787,
      0,
      0,
      -37695042795 / 15268766246,
      -309121744 / 1061227803,
      -12992083 / 490766935,
      6005943493 / 2108947869,
      393006217 / 1396673457,
      123872331 / 1001029789,
    ],
    [
      -1028468189 / 846180014,
      0,
      0,
      8478235783 / 508512852,
      1311729495 / 1432422823,
      -10304129995 / 1701304382,
      -48777925059 / 3047939560,
      15336726248 / 1032824649,
      -45442868181 / 3398467696,
      3065993473 / 597172653,
    ],
    [
      185892177 / 718116043,
      0,
      0,
      -3185094517 / 667107341,
      -477755414 / 1098053517,
      -703635378 / 230739211,
      5731566787 / 1027545527,
      5232866602 / 850066563,
      -4093664535 / 808688257,
      3962137247 / 1805957418,
      65686358 / 487910083,
    ],
    [
      403863854 / 491063109,
      0,
      0,
      -5068492393 / 434740067,
      -411421997 / 543043805,
      652783627 / 914296604,
      11173962825 / 925320556,
      -13158990841 / 6184727034,
      3936647629 / 1978049680,
      -160528059 / 685178525,
      248638103 / 1413531060,
      0,
    ],
  ],
  b: [
    14005451 / 335480064,
    0,
    0,
    0,
    0,
    -59238493 / 1068277825,
    181606767 / 758867731,
    561292985 / 797845732,
    -1041891430 / 1371343529,
    760417239 / 1151165299,
    118820643 / 751138087,
    -528747749 / 2220607170,
    1 / 4,
  ],
  lower: [
    13451932 / 455176623,
    0,
    0,
    0,
    0,
    -808719846 / 976000145,
    1757004468 / 5645159321,
    656045339 / 265891186,
    -3867574721 / 1518517206,
    465885868 / 322736535,
    53011238 / 667516719,
    2 / 45,
    0,
  ],
})

/**
 * The classical method of fourth order in one step and in two half steps. Their difference is 15 times the error of the two half steps
 * (Richardson's extrapolation); the value is that of the half steps, and the estimate is taken four times as large, for safety.
 */
export const doubledRk4: ButcherTableau = doubled()

function doubled(): ButcherTableau {
  const half = [[], [1 / 4], [0, 1 / 4], [0, 0, 1 / 2]]
  const weights = [1 / 12, 1 / 6, 1 / 6, 1 / 12]
  // Stages 0 to 3: the first half step; 4 to 7: the second; 8 to 10: the whole step, whose first stage is stage 0.
  const second = half.map(row => [...weights, ...row])
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)
  const whole = [
    [1 / 2, ...zeros(7)],
    [...zeros(8), 1 / 2],
    [...zeros(9), 1],
  ]
  const b = [...weights, ...weights, 0, 0, 0]
  const single = [1 / 6, ...zeros(7), 1 / 3, 1 / 3, 1 / 6]
  return {
    c: [0, 1 / 4, 1 / 4, 1 / 2, 1 / 2, 3 / 4, 3 / 4, 1, 1 / 2, 1 / 2, 1],
    a: [...half, ...second, ...whole],
    b,
    e: b.map((weight, stage) => (4 * (weight - (single[stage] ?? 0))) / 15),
  }
}

function withLower({
  c,
  a,
  b,
  lower,
}: Omit<ButcherTableau, 'e'> & { readonly lower: readonly number[] }): ButcherTableau {
  return { c, a, b, e: b.map((weight, stage) => weight - (lower[stage] ?? 0)) }
}
