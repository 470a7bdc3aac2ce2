import { useFormatter } from 'use-intl'

/** Points are exact text; they are shown with at least one decimal and never cut. */
export function usePoints(): (points: string | null) => string {
  const format = useFormatter()
  return (points) =>
    points === null ? '…' : format.number(Number(points), { minimumFractionDigits: 1, maximumFractionDigits: 3 })
}
