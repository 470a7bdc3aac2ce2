import { useEffect } from 'react'

/** Keys that work on every page: `/` focuses the search, `G` then `D` opens the as-of field. Never while someone types. */
export function useFrameKeys(): void {
  useEffect(() => {
    let goPressedAt = 0

    function listen(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('[data-frame-search]')
        if (field === null || field.offsetParent === null) return
        event.preventDefault()
        field.focus()
      } else if (event.key.toLowerCase() === 'g') goPressedAt = event.timeStamp
      else if (event.key.toLowerCase() === 'd' && event.timeStamp - goPressedAt < 1500) {
        event.preventDefault()
        document.querySelector<HTMLElement>('[data-as-of-field]')?.click()
      }
    }

    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
