import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './conflict-view.module.css'
import { formatTime } from './format.ts'

/** One of the two values: who, what, when, and what choosing it does to the sum. */
export type ConflictSide = {
  readonly who: string
  readonly value: ReactNode
  readonly at: Date | string
  readonly effect?: ReactNode
}

type ConflictViewProps = {
  /** One sentence: what was changed by whom, and that both are kept. */
  what: ReactNode
  mine: ConflictSide
  theirs: ConflictSide
  /** The side that fits the sum; its button is filled, the other stays possible. */
  fits?: 'mine' | 'theirs'
  keepMine: { readonly label: string; readonly onChoose: () => void }
  takeTheirs: { readonly label: string; readonly onChoose: () => void }
  busy?: boolean
}

/** Two people changed the same cell: both values side by side; nothing is discarded, one click chooses. */
export function ConflictView({ what, mine, theirs, fits, keepMine, takeTheirs, busy = false }: ConflictViewProps) {
  const t = useTranslations('ui.conflict')
  const sides = [
    { key: 'mine', side: mine, choice: keepMine },
    { key: 'theirs', side: theirs, choice: takeTheirs },
  ] as const
  return (
    <div>
      <p>{what}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame */}
      <div className={classes['sides']} role="group" aria-label={t('label')}>
        {sides.map(({ key, side, choice }) => (
          <div key={key} className={classes['side']}>
            <div className={`${classes['card']} ${key === 'mine' ? classes['mine'] : ''}`}>
              <div className={classes['quiet']}>{side.who}</div>
              <div className={classes['value']}>{side.value}</div>
              <div className={classes['quiet']}>{formatTime(side.at)}</div>
              {side.effect !== undefined && <div>{side.effect}</div>}
            </div>
            <Button variant={fits === key ? 'filled' : 'default'} onClick={choice.onChoose} disabled={busy} fullWidth>
              {choice.label}
            </Button>
          </div>
        ))}
      </div>
    </div>
  )
}
