/** What a page or procedure may cost at a size: statements and bytes by themselves, time as multiples of the machine's unit. */
export type Budget = { readonly statements: number; readonly bytes: number; readonly units: number }

/** The budgets of the repository by size and by page or procedure. */
export type Budgets = Readonly<Record<string, Readonly<Record<string, Budget>>>>

/** What was measured of one page or procedure. */
export type Figures = {
  readonly what: string
  readonly statements: number
  readonly bytes: number
  readonly medianMs: number
  readonly p95Ms: number
}

/** Bytes may differ by words and days of the sample; times by whatever else the machine does. */
const bytesSpare = { share: 0.1, fixed: 1_024 }
const timeSpare = { times: 3, units: 10 }

/** Each way in which the figures go beyond their budgets, in words; empty where none does. */
export function breachesOf(
  figures: readonly Figures[],
  { budgets, unitMs }: { budgets: Readonly<Record<string, Budget>>; unitMs: number },
): string[] {
  const measured = new Set(figures.map(({ what }) => what))
  const lost = Object.keys(budgets).filter((what) => !measured.has(what))
  const broken = figures.flatMap(({ what, statements, bytes, p95Ms }) => {
    const budget = budgets[what]
    if (!budget) return [`${what} has no budget: run \`bench budgets write\` and look at what it wrote`]
    const units = p95Ms / unitMs
    return [
      ...(statements > budget.statements ? [`${what}: ${statements} statements, budget ${budget.statements}`] : []),
      ...(bytes > budget.bytes * (1 + bytesSpare.share) + bytesSpare.fixed
        ? [`${what}: ${bytes} bytes, budget ${budget.bytes}`]
        : []),
      ...(units > budget.units * timeSpare.times + timeSpare.units
        ? [`${what}: p95 of ${units.toFixed(1)} units, budget ${budget.units} times ${timeSpare.times}`]
        : []),
    ]
  })
  return [...broken, ...lost.map((what) => `${what} has a budget and was not measured`)]
}

/** The budgets that hold exactly what was measured. */
export function budgetsOf(figures: readonly Figures[], unitMs: number): Record<string, Budget> {
  return Object.fromEntries(
    [...figures]
      .sort((one, other) => (one.what < other.what ? -1 : 1))
      .map(({ what, statements, bytes, p95Ms }) => [
        what,
        { statements, bytes, units: Number((p95Ms / unitMs).toFixed(1)) },
      ]),
  )
}

/** How many times as long for ten times the rows, of two medians and how many times the rows were. */
export const perTenfold = (small: number, large: number, times: number): number =>
  (large / small) ** (1 / Math.log10(times))
