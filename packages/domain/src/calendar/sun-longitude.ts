import { terrestrialLead } from './new-moon.ts'

const degree = Math.PI / 180
const sine = (degrees: number) => Math.sin(degrees * degree)

/**
 * The sun's apparent longitude in degrees [0, 360) at a Julian Day of universal time, within 0.01° (J. Meeus, Astronomical
 * Algorithms, chapter 25): the moment of a solar term within a quarter of an hour.
 */
export function sunLongitudeAt(julianDay: number): number {
  const T = (julianDay + terrestrialLead(julianDay) - 2_451_545) / 36_525
  const mean = 280.46646 + 36_000.76983 * T + 0.0003032 * T * T
  const M = 357.52911 + 35_999.05029 * T - 0.0001537 * T * T
  const centre =
    (1.914602 - 0.004817 * T - 0.000014 * T * T) * sine(M) +
    (0.019993 - 0.000101 * T) * sine(2 * M) +
    0.000289 * sine(3 * M)
  const apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * T)
  return ((apparent % 360) + 360) % 360
}
