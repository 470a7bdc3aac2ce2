/** Says how far a long work is, once for each tenth of it. */
export function tellPercent(
  tell: (line: string) => void,
): (progress: { readonly done: number; readonly total: number }) => void {
  let shown = 0
  return ({ done, total }) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total)
    if (percent < shown + 10) return
    shown = percent
    tell(`${percent} %\n`)
  }
}
