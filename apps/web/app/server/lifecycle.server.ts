/** One thing the app cannot serve without, by name; `check` throws or answers false when it is not there. */
export type ReadinessCheck = { readonly name: string; readonly check: () => Promise<boolean> }

const readinessChecks: ReadinessCheck[] = []
const closers: Array<() => Promise<void>> = []

/** Adds a check to `/readyz`, for instance the database; call it once, where the resource is opened. */
export function addReadinessCheck(check: ReadinessCheck): void {
  readinessChecks.push(check)
}

/** Adds work to do after the last request was answered, for instance closing the pool. */
export function onClose(close: () => Promise<void>): void {
  closers.push(close)
}

/** Runs every check, two seconds each; answers the names of those that fail. */
export async function failingChecks(): Promise<string[]> {
  const answers = await Promise.all(
    readinessChecks.map(async ({ name, check }) => ((await within(2000, check)) ? [] : [name])),
  )
  return answers.flat()
}

/** Closes what was opened, newest first; one that fails does not keep the others open. */
export async function closeResources(): Promise<void> {
  for (const close of closers.reverse()) await close().catch(() => undefined)
}

async function within(milliseconds: number, check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  const answer = await Promise.race([check().catch(() => false), late])
  clearTimeout(timer)
  return answer
}
