import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Icon } from './icons.ts'
import classes from './notice.module.css'

/** What a notice is about; red only for errors and refusals. */
export type NoticeTone = 'error' | 'watch' | 'info' | 'ok'

type NoticeProps = {
  tone: NoticeTone
  icon?: Icon
  title?: ReactNode
  children?: ReactNode
  end?: ReactNode
  live?: 'alert' | 'status'
}

/** A band with a title and text: amber for what to know, accent for what happened, red only through the two below. */
export function Notice({ tone, icon: Shape, title, children, end, live }: NoticeProps) {
  return (
    <div className={`${classes['notice']} ${classes[tone]}`} role={live}>
      {Shape !== undefined && <Shape size={20} stroke={1.8} aria-hidden />}
      <div className={classes['body']}>
        {title !== undefined && <p className={classes['title']}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {end !== undefined && <div className={classes['end']}>{end}</div>}
    </div>
  )
}

type ErrorNoticeProps = { happened: ReactNode; kept: ReactNode; todo: ReactNode; action?: ReactNode; code?: string }

/** An error in its fixed three parts: what happened, what was kept, what to do; then the code, small. */
export function ErrorNotice({ happened, kept, todo, action, code }: ErrorNoticeProps) {
  const t = useTranslations('ui.notice')
  return (
    <Notice tone="error" title={happened} live="alert">
      <p>
        {kept} {todo}
      </p>
      <div className={classes['foot']}>
        {action}
        {code !== undefined && <span className={classes['code']}>{t('code', { code })}</span>}
      </div>
    </Notice>
  )
}

/** One rule that refused: its stable code, what it found, the way out, and where the rule is written. */
export type FailedRule = {
  readonly code: string
  readonly found: ReactNode
  readonly wayOut?: ReactNode
  readonly ruleHref?: string
}

/** A refusal: every failing rule at once, numbered, with the way out, and that nothing was changed. */
export function RefusalNotice({
  title,
  rules,
  end,
}: {
  title: ReactNode
  rules: readonly FailedRule[]
  end?: ReactNode
}) {
  const t = useTranslations('ui.notice')
  return (
    <Notice tone="error" title={title} live="alert" end={end}>
      <p>{t('nothing-changed')}</p>
      <ol className={classes['rules']}>
        {rules.map(({ code, found, wayOut, ruleHref }) => (
          <li key={code}>
            {found} {wayOut} {ruleHref === undefined ? <strong>{code}</strong> : <a href={ruleHref}>{code}</a>}
          </li>
        ))}
      </ol>
    </Notice>
  )
}
