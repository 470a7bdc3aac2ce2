import { type ReactNode, useId } from 'react'
import classes from './panel.module.css'

type PanelProps = {
  title: ReactNode
  /** Beside the title, light: a count or a scope. */
  note?: ReactNode
  /** Right end of the head: a link or a setting. */
  aside?: ReactNode
  tone?: 'plain' | 'red' | 'watch'
  /** A table or list that brings its own edges takes no padding. */
  flush?: boolean
  level?: 2 | 3
  children?: ReactNode
}

/** A card: head with title, note and aside, then the body. Lines, no shadow. */
export function Panel({ title, note, aside, tone = 'plain', flush = false, level = 2, children }: PanelProps) {
  const id = useId()
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <section aria-labelledby={id} className={`${classes['panel']} ${tone === 'plain' ? '' : classes[tone]}`}>
      <div className={classes['head']}>
        <div>
          <Title id={id} className={classes['title']} style={{ display: 'inline' }}>
            {title}
          </Title>
          {note !== undefined && <span className={classes['note']}>{note}</span>}
        </div>
        {aside !== undefined && <div className={classes['aside']}>{aside}</div>}
      </div>
      {children !== undefined && <div className={flush ? undefined : classes['body']}>{children}</div>}
    </section>
  )
}
