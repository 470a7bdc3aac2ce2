type Undo = () => Promise<unknown>

/** What a rehearsal has started and made and must take away again, in whichever way it ends. */
export class Leavings {
  readonly #undos = new Set<Undo>()

  /** Does the work and takes away what it stood on, unless `clear` was faster. */
  async during<Answer>(undo: Undo, work: () => Promise<Answer>): Promise<Answer> {
    this.#undos.add(undo)
    try {
      return await work()
    } finally {
      if (this.#undos.delete(undo)) await undo()
    }
  }

  /** Takes away everything at once, what came last first; what cannot be taken away keeps nothing else. */
  async clear(): Promise<void> {
    for (const undo of [...this.#undos].reverse()) {
      this.#undos.delete(undo)
      await undo().catch(() => undefined)
    }
  }
}
