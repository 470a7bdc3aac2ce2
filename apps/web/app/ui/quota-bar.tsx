import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './bars.module.css'

type QuotaBarProps = {
  group: string
  groupNote?: string
  /** Proposed Excellent in the whole group, own unit included. */
  proposed: number
  limit: number
  /** The part of `proposed` that is this unit's; drawn dark. */
  own?: number
  /** The figures with their "Vì sao", when the page has it. */
  figures?: { readonly proposed?: ReactNode; readonly limit?: ReactNode }
}

/** Quota of one group: own unit dark, others pale, a tick at the limit, the excess red beyond it, and the same in a sentence. */
export function QuotaBar({ group, groupNote, proposed, limit, own, figures }: QuotaBarProps) {
  const t = useTranslations('ui.quota')
  const scale = Math.max(proposed, limit, 1) * 1.12
  const wide = (value: number) => ({ width: `${(value / scale) * 100}%` })
  const inside = Math.min(proposed, limit)
  const ownInside = Math.min(own ?? 0, inside)
  const over = proposed - limit
  const rest = over > 0 ? t('over', { count: over }) : over === 0 ? t('full') : t('left', { count: -over })
  const plain = [t('figures', { proposed: `${proposed}`, limit: `${limit}` }), rest].join(' ')

  return (
    <div className={classes['quota']}>
      <div className={classes['quotaHead']}>
        <strong>{group}</strong> {groupNote}
      </div>
      <div className={classes['track']} role="img" aria-label={`${group}. ${plain}`}>
        <span className={classes['strong']} style={wide(ownInside)} />
        <span className={classes['middle']} style={wide(inside - ownInside)} />
        {over > 0 && <span className={classes['red']} style={wide(over)} />}
        <span className={classes['tick']} style={{ insetInlineStart: `${(limit / scale) * 100}%` }} />
      </div>
      <p className={classes['sentence']}>
        {t.rich('rich-figures', {
          proposed: () => figures?.proposed ?? <strong>{proposed}</strong>,
          limit: () => figures?.limit ?? <strong>{limit}</strong>,
        })}{' '}
        <span className={over > 0 ? classes['over'] : undefined}>{rest}</span>
        {own !== undefined && ` ${t('own', { count: own })}`}
      </p>
    </div>
  )
}
