const degree = Math.PI / 180
const sine = (degrees: number) => Math.sin(degrees * degree)

/** Coefficient in days, power of the eccentricity, and multiples of M, M', F and Ω. */
type Term = readonly [number, 0 | 1 | 2, number, number, number, number]

// J. Meeus, Astronomical Algorithms (1998), chapter 49: periodic terms of the new moon.
const terms: readonly Term[] = [
  [-0.4072, 0, 0, 1, 0, 0],
  [0.17241, 1, 1, 0, 0, 0],
  [0.01608, 0, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2, 0],
  [0.00739, 1, -1, 1, 0, 0],
  [-0.00514, 1, 1, 1, 0, 0],
  [0.00208, 2, 2, 0, 0, 0],
  [-0.00111, 0, 0, 1, -2, 0],
  [-0.00057, 0, 0, 1, 2, 0],
  [0.00056, 1, 1, 2, 0, 0],
  [-0.00042, 0, 0, 3, 0, 0],
  [0.00042, 1, 1, 0, 2, 0],
  [0.00038, 1, 1, 0, -2, 0],
  [-0.00024, 1, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
  [-0.00007, 0, 2, 1, 0, 0],
  [0.00004, 0, 0, 2, -2, 0],
  [0.00004, 0, 3, 0, 0, 0],
  [0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0, 0, 2, 2, 0],
  [-0.00003, 0, 1, 1, 2, 0],
  [0.00003, 0, -1, 1, 2, 0],
  [-0.00002, 0, -1, 1, -2, 0],
  [-0.00002, 0, 1, 3, 0, 0],
  [0.00002, 0, 0, 4, 0, 0],
]
// The same chapter: corrections by the planets, as coefficient, constant and motion of the argument.
const planets: readonly (readonly [number, number, number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
]

/** Terrestrial time less universal time in days; the polynomial of Espenak and Meeus for 2005–2050, good to seconds there. */
export function terrestrialLead(julianDay: number): number {
  const years = (julianDay - 2_451_545) / 365.25
  return (62.92 + 0.32217 * years + 0.005589 * years * years) / 86_400
}

/**
 * The instant of a new moon as a Julian Day of universal time; `k` counts lunations from the first new moon of 2000. Within
 * a minute for the years 1968–2100.
 */
export function newMoonAt(k: number): number {
  const T = k / 1236.85
  const T2 = T * T
  const T3 = T2 * T
  const T4 = T3 * T
  const E = 1 - 0.002516 * T - 0.0000074 * T2
  const M = 2.5534 + 29.1053567 * k - 0.0000014 * T2 - 0.00000011 * T3
  const M1 = 201.5643 + 385.81693528 * k + 0.0107582 * T2 + 0.00001238 * T3 - 0.000000058 * T4
  const F = 160.7108 + 390.67050284 * k - 0.0016118 * T2 - 0.00000227 * T3 + 0.000000011 * T4
  const Omega = 124.7746 - 1.56375588 * k + 0.0020672 * T2 + 0.00000215 * T3
  let day = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * T2 - 0.00000015 * T3 + 0.00000000073 * T4
  for (const [size, power, m, m1, f, omega] of terms) {
    day += size * E ** power * sine(m * M + m1 * M1 + f * F + omega * Omega)
  }
  for (const [size, constant, motion] of planets) {
    day += size * sine(constant + motion * k - (constant === 299.77 ? 0.009173 * T2 : 0))
  }
  return day - terrestrialLead(day)
}
