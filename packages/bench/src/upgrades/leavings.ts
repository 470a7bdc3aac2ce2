import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Undo = () => Promise<unknown>

/** What a rehearsal has started and made and must take away again, in whichever way it ends. */
export class Leavings {
  readonly #undos = new Set<Undo>()
  readonly #folders = new Set<string>()

  /** Does the work and takes away what it stood on, unless `clearAndExit` was faster. */
  async during<Answer>(undo: Undo, work: () => Promise<Answer>): Promise<Answer> {
    this.#undos.add(undo)
    try {
      return await work()
    } finally {
      if (this.#undos.delete(undo)) await undo()
    }
  }

  /** Does the work in a folder of its own. */
  async inFolder<Answer>(work: (folder: string) => Promise<Answer>): Promise<Answer> {
    const folder = await mkdtemp(join(tmpdir(), 'nq15-upgrades-'))
    this.#folders.add(folder)
    try {
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
      this.#folders.delete(folder)
    }
  }

  /** Takes away everything at once, what came last first, and ends the program; what cannot be taken away keeps nothing else. */
  async clearAndExit(): Promise<never> {
    for (const undo of [...this.#undos].reverse()) {
      this.#undos.delete(undo)
      await undo().catch(() => undefined)
    }
    // In one go with the end: an engine in this process would go on writing into its folder.
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true })
    process.exit(130)
  }
}
