import type { Figures, Sheet, SheetFinding } from '@nq15/domain/monitoring'

/** The figures of a sheet as typed: an empty field is no figure, a decimal comma is one, `yes`/`no` are words of the form. */
export function readFigures(
  sheet: Sheet,
  names: readonly string[],
  typed: (name: string) => string,
): { readonly figures: Figures; readonly unread: readonly SheetFinding[] } {
  const figures: Record<string, number | boolean | string> = {}
  const unread: SheetFinding[] = []
  for (const name of names) {
    const text = typed(name)
    if (text === '') continue
    const kind = sheet.figures.find((figure) => figure.name === name)?.kind ?? 'count'
    if (kind === 'yes-no') figures[name] = text === 'yes'
    else if (kind === 'day') figures[name] = text.includes('/') ? text.split('/').toReversed().join('-') : text
    else if (kind === 'grade' || kind === 'case-state') figures[name] = text
    else {
      const number = Number(text.replaceAll(/\s/g, '').replace(',', '.'))
      if (Number.isFinite(number)) figures[name] = number
      else unread.push({ code: 'NOT_A_COUNT', figures: [name] })
    }
  }
  return { figures, unread }
}
