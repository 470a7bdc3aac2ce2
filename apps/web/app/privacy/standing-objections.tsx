import { Button } from '@mantine/core'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay } from '../ui/format.ts'
import { IconFlag } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import classes from './privacy.module.css'

type Standing = { readonly id: string; readonly filedOn: string; readonly dueOn: string }
type Contest = { readonly table: string; readonly id: string } | null

/** Beside a datum: the objections that wait for an answer, and the way to file one where that is one's right. */
export function StandingObjections({ objections, contest }: { objections: readonly Standing[]; contest: Contest }) {
  const t = useTranslations('privacy.beside')
  return (
    <>
      {objections.map(({ id, filedOn, dueOn }) => (
        <Notice
          key={id}
          tone="watch"
          icon={IconFlag}
          title={t('title')}
          end={<Link to={`/privacy/objections/${id}`}>{t('see')}</Link>}
        >
          {t('text', { filed: formatDay(filedOn), due: formatDay(dueOn) })}
        </Notice>
      ))}
      {contest !== null && (
        <p className={classes['contest']} data-no-print>
          <Button
            component={Link}
            to={`/privacy/objections/new?table=${contest.table}&id=${contest.id}`}
            variant="default"
            leftSection={<IconFlag size={18} aria-hidden />}
          >
            {t('contest')}
          </Button>
        </p>
      )}
    </>
  )
}
