import type { FileListItem, FileListLine } from '@nq15/domain/ratings'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './units.module.css'

const looks = { there: 'plain', missing: 'watch', 'not-needed': 'grey', outside: 'dashed' } as const

type Props = {
  readonly lines: readonly FileListLine[]
  /** Whose file it is: some items are owed by persons alone. */
  readonly of: 'cell' | 'unit'
  readonly placeOf: Readonly<Partial<Record<FileListItem, string>>>
}

/** The file against the nine items of the law, each there, missing or not needed and why, with the way to its place. */
export function FileListPanel({ lines, of, placeOf }: Props) {
  const t = useTranslations('units.file-list')
  const missing = lines.filter(({ state }) => state === 'missing').length
  return (
    <Panel title={t('title')} note={t('source')}>
      <details>
        <summary>{missing === 0 ? t('whole') : t('missing', { count: missing })}</summary>
        <ol className={classes['list']}>
          {lines.map(({ item, state, have, of: owed }) => {
            const place = placeOf[item]
            return (
              <li key={item}>
                {place ? <Link to={place}>{t(`items.${item}`)}</Link> : t(`items.${item}`)}{' '}
                <Chip look={looks[state]}>{t(`states.${state}`)}</Chip>{' '}
                <span className={classes['small']}>
                  {state === 'not-needed'
                    ? t(`why.${of === 'unit' && item === 'residence' ? 'persons-only' : item}`)
                    : state === 'outside'
                      ? t('why.outside')
                      : owed > 1 && t('have', { have, of: owed })}
                </span>
              </li>
            )
          })}
        </ol>
      </details>
    </Panel>
  )
}
