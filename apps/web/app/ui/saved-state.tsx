import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { formatTime } from './format.ts'
import { IconAlertCircle, IconCircleDashed, IconDeviceFloppy, IconWifiOff } from './icons.ts'
import classes from './saved-state.module.css'

/** Where what was typed is now. `at` is the server's moment (Date or ISO). */
export type Saved =
  | { readonly state: 'idle' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved'; readonly at: Date | string }
  | { readonly state: 'kept-here'; readonly waiting: number }
  | { readonly state: 'unsaved'; readonly cells: number }

/** The saved state in words, announced politely; `children` follows it ("Còn 2 chỗ cần sửa trước khi gửi."). */
export function SavedState({ saved, children }: { saved: Saved; children?: ReactNode }) {
  const t = useTranslations('ui.saved')
  return (
    <span role="status" aria-live="polite" className={`${classes['state']} ${tone(saved)}`}>
      {saved.state === 'saving' && (
        <>
          <IconCircleDashed size={18} stroke={1.6} aria-hidden />
          {t('saving')}
        </>
      )}
      {saved.state === 'saved' && (
        <>
          <IconDeviceFloppy size={18} stroke={1.6} aria-hidden />
          {t('saved', { time: formatTime(saved.at) })}
        </>
      )}
      {saved.state === 'kept-here' && (
        <>
          <IconWifiOff size={18} stroke={1.6} aria-hidden />
          {t('kept', { count: saved.waiting })}
        </>
      )}
      {saved.state === 'unsaved' && (
        <>
          <IconAlertCircle size={18} stroke={1.6} aria-hidden />
          {t('unsaved', { count: saved.cells })}
        </>
      )}
      {children !== undefined && <span>{children}</span>}
    </span>
  )
}

function tone({ state }: Saved): string {
  if (state === 'kept-here') return classes['kept'] ?? ''
  return state === 'unsaved' ? (classes['unsaved'] ?? '') : ''
}
