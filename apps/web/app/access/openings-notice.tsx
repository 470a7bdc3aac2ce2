import { Button } from '@mantine/core'
import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { IconAlertTriangle } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import classes from './rights.module.css'

/** An emergency opening in force, as the frame reminds of it on every page. */
export type OwnOpening = {
  readonly id: string
  readonly organizationId: string
  readonly organizationName: string
  readonly until: string
}

/** Reminds its holder on every page of what he has opened, with the way there and the way out. */
export function OpeningsNotice({ openings }: { openings: readonly OwnOpening[] }) {
  const t = useTranslations('access.break-glass')
  return openings.map(({ id, organizationId, organizationName, until }) => (
    <div key={id} style={{ marginBottom: '1rem' }}>
      <Notice
        tone="watch"
        icon={IconAlertTriangle}
        live="status"
        end={
          <div className={classes['row']}>
            <Button component={Link} to={`/organizations/${organizationId}`} variant="default">
              {t('banner-open')}
            </Button>
            <Form method="post" action="/rights/break-glass">
              <input type="hidden" name="intent" value="end" />
              <input type="hidden" name="id" value={id} />
              <Button type="submit" variant="default">
                {t('banner-end')}
              </Button>
            </Form>
          </div>
        }
      >
        {t('banner', { name: organizationName, until: formatMoment(until) })}
      </Notice>
    </div>
  ))
}
