/** What was drawn, kept for a while within a bound; drawing the same thing twice at once draws it once, and two things one after the other. */
export class Drawn {
  private readonly bound: number
  private readonly kept = new Map<string, Buffer>()
  private readonly underWay = new Map<string, Promise<Buffer>>()
  private size = 0
  private last: Promise<unknown> = Promise.resolve()
  constructor(bound: number) {
    this.bound = bound
  }

  async take(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.kept.get(key)
    if (known) return known
    const waiting = this.underWay.get(key)
    if (waiting) return waiting
    // Drawing costs a processor each; a page that needs its document drawn first may not wait for itself.
    const drawing = key.endsWith(' pdf') ? draw() : this.inTurn(draw)
    this.underWay.set(key, drawing)
    try {
      const bytes = await drawing
      this.keep(key, bytes)
      return bytes
    } finally {
      this.underWay.delete(key)
    }
  }

  private inTurn(draw: () => Promise<Buffer>): Promise<Buffer> {
    const turn = this.last.then(draw)
    this.last = turn.catch(() => undefined)
    return turn
  }

  private keep(key: string, bytes: Buffer): void {
    if (bytes.length > this.bound / 4) return
    this.kept.set(key, bytes)
    this.size += bytes.length
    for (const [oldest, old] of this.kept) {
      if (this.size <= this.bound) return
      this.kept.delete(oldest)
      this.size -= old.length
    }
  }
}
