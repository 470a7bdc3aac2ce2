import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import classes from './app-frame.module.css'
import { IconSearch } from './icons.ts'
import { KeyHint } from './key-hint.tsx'

/** The search of the header; `/` focuses it, Vietnamese marks may be left out. */
export function FrameSearch({ action, shortcut = false }: { action: string; shortcut?: boolean }) {
  const t = useTranslations('ui.frame')
  return (
    <Form role="search" action={action} method="get" className={classes['search'] ?? ''}>
      <IconSearch size={18} stroke={1.6} aria-hidden />
      <input
        type="search"
        name="q"
        aria-label={t('search')}
        placeholder={t('search')}
        autoComplete="off"
        aria-keyshortcuts={shortcut ? '/' : undefined}
        data-frame-search={shortcut || undefined}
      />
      {shortcut && (
        <span aria-hidden>
          <KeyHint keys={['/']} />
        </span>
      )}
    </Form>
  )
}
