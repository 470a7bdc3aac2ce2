/** Asked so often, a target has shown what it costs. */
const tries = 12
/** Seconds that a request may cost without being asked more rarely. */
const fairSeconds = 0.25

/**
 * Shares the time of a long run fairly: a target that costs many times a usual page (an export of a whole year) is asked that many
 * times more rarely once it has shown its cost, and never left out.
 */
export class FuzzPace {
  readonly #known = new Map<string, { asked: number; seconds: number; passedOver: number }>()

  /** Whether the target may be asked now; one that may not is passed over and its turn comes. */
  mayAsk(target: string): boolean {
    const known = this.#known.get(target)
    if (!known || known.asked < tries) return true
    const turns = Math.floor(known.seconds / known.asked / fairSeconds)
    if (known.passedOver >= turns) {
      known.passedOver = 0
      return true
    }
    known.passedOver += 1
    return false
  }

  /** Takes down what a request to a target cost. */
  tookSeconds(target: string, seconds: number): void {
    const known = this.#known.get(target) ?? { asked: 0, seconds: 0, passedOver: 0 }
    this.#known.set(target, { ...known, asked: known.asked + 1, seconds: known.seconds + seconds })
  }

  /** The targets that took the most time together, the dearest first. */
  dearest(count: number): { target: string; asked: number; seconds: number }[] {
    return [...this.#known]
      .map(([target, { asked, seconds }]) => ({ target, asked, seconds }))
      .sort((one, other) => other.seconds - one.seconds)
      .slice(0, count)
  }
}
