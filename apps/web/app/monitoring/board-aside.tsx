import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import { SignChip } from '../ui/sign-chip.tsx'
import { SignList } from './sign-list.tsx'
import { useBoard } from './use-board.ts'
import classes from './watch.module.css'

/** Beside the map: the commune that was chosen with its signs, and what waits for the committee's decision. */
export function BoardAside() {
  const { chosen, signs, signsBelow } = useBoard()
  const t = useTranslations('watch.board')
  return (
    <div className={classes['stack']}>
      {chosen === null ? (
        <Panel title={t('choose')}>
          <p className={classes['light']}>{t('choose-help')}</p>
        </Panel>
      ) : (
        <Panel
          title={t('chosen', { name: chosen.name })}
          aside={<Link to={`/organizations/${chosen.organizationId}`}>{t('dossier')}</Link>}
        >
          <div className={classes['stack']}>
            <LevelChips levels={chosen.levels} />
            <SignList signs={signs} mayOpen />
            {signsBelow.length > 0 && (
              <details>
                <summary>{t('below', { count: signsBelow.length })}</summary>
                <SignList signs={signsBelow} isBelow />
              </details>
            )}
            <p className={classes['light']}>{t('no-automatism')}</p>
            <div className={classes['end']}>
              <Button component={Link} to={`/monitoring/areas/${chosen.code}`} variant="default">
                {t('area-page')}
              </Button>
              <Button
                component={Link}
                to={`/monitoring/watch/new?organization=${chosen.organizationId}`}
                variant="default"
              >
                {t('record')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      <Deciding />
    </div>
  )
}

/** The levels of an organization as a vector; no figure stands for all of them. */
export function LevelChips({ levels }: { levels: Readonly<Record<'A' | 'B' | 'C' | 'D', number | null>> }) {
  return (
    <div className={classes['chips']}>
      {(['A', 'B', 'C', 'D'] as const).map((block) => {
        const level = levels[block]
        return (
          <SignChip key={block} sign={level === null ? 'no-data' : level === 0 ? 'green' : 'red'}>
            {`${block} ${level ?? '–'}`}
          </SignChip>
        )
      })}
    </div>
  )
}

function Deciding() {
  const { deciding, list } = useBoard()
  const t = useTranslations('watch.board')
  const of = list === null ? '' : `&list=${list.listId}`
  return (
    <Panel title={t('deciding')}>
      <dl className={classes['asks']}>
        <div>
          <dt>{t('asks.submitted')}</dt>
          <dd>
            <Link to={`/monitoring/watch?group=weighed${of}`}>{t('proposals', { count: deciding.submitted })}</Link>
          </dd>
        </div>
        <div>
          <dt>{t('asks.reviewed')}</dt>
          <dd>
            <Link to={`/monitoring/watch?group=listed${of}`}>{t('proposals', { count: deciding.reviewed })}</Link>
          </dd>
        </div>
        {deciding.bodyGone > 0 && (
          <div>
            <dt>{t('asks.body-gone')}</dt>
            <dd>
              <Link to={`/monitoring/watch?group=listed${of}`}>{t('entries', { count: deciding.bodyGone })}</Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('asks.uncharged')}</dt>
          <dd>
            <Link to="/areas?view=table">{t('communes', { count: deciding.uncharged })}</Link>
          </dd>
        </div>
      </dl>
    </Panel>
  )
}
