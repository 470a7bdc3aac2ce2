import { useEffect } from 'react'

/** Brings the first field with a fault into view and into the hand, once for each answer of the form. */
export function useFocusFault(answer: unknown): void {
  useEffect(() => {
    if (answer === undefined) return
    document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
  }, [answer])
}
