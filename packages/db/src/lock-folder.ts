import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Another process holds the data folder; opening it twice would corrupt it at once. */
export class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError'
  readonly folder: string
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`data folder ${folder} is in use by process ${pid}`)
    this.folder = folder
    this.pid = pid
  }
}

/** Folders this very process holds: a lock with our own pid that is not among them was left by an earlier life. */
const held = new Set<string>()

/**
 * Takes the data folder for this process and answers how to give it back. The engine's folder has no lock of its own: ours
 * holds the pid, and is taken over when that process is gone. Throws `DataFolderBusyError` while it lives.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'nq15.lock')
  const mine = `${path}.${process.pid}`
  const line = `${process.pid} ${startOf(process.pid)}`
  if (held.has(path)) throw new DataFolderBusyError(folder, process.pid)
  held.add(path)
  try {
    await writeFile(mine, line)
    for (;;) {
      // A link appears with its content or not at all, so nobody reads a lock that names no process yet.
      if (await succeeds(link(mine, path), 'EEXIST')) break
      const found = await readFile(path, 'utf8').catch(() => '')
      if (isHeld(found)) throw new DataFolderBusyError(folder, pidOf(found))
      // Two may take over at once: whoever moved a newer lock aside puts it back and loses.
      const aside = `${mine}.stale`
      if (!(await succeeds(rename(path, aside), 'ENOENT'))) continue
      const moved = await readFile(aside, 'utf8')
      if (moved !== found) await succeeds(link(aside, path), 'EEXIST')
      await rm(aside, { force: true })
    }
  } catch (error) {
    held.delete(path)
    throw error
  } finally {
    await rm(mine, { force: true })
  }
  return async () => {
    held.delete(path)
    await rm(path, { force: true })
  }
}

/** True when the step was done, false when it failed with the one code that is an answer. */
async function succeeds(step: Promise<void>, expected: string): Promise<boolean> {
  try {
    await step
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === expected) return false
    throw error
  }
}

const pidOf = (line: string) => Number(line.split(' ')[0])

/** Whether the process that wrote the line still lives: its number may have been given to another one since. */
function isHeld(line: string): boolean {
  const pid = pidOf(line)
  if (!(pid > 0) || pid === process.pid || !isAlive(pid)) return false
  const [, start = ''] = line.split(' ')
  return start === '' || startOf(pid) === '' || startOf(pid) === start
}

/** When a process began, in ticks since the machine did (Linux); empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
