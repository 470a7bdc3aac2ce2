import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './events.module.css'
import { NotificationSettings } from './notification-settings.tsx'
import type { notificationsAction, notificationsLoader } from './notifications.server.ts'
import { useEventText } from './use-event-text.ts'

/** The inbox: what happened that this person can act on, newest first; what was read steps back. */
export function NotificationsScreen() {
  const { rows, unread, unreadOnly, next, settings } = useLoaderData<typeof notificationsLoader>()
  const answer = useActionData<typeof notificationsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('events.notifications')
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state', { count: unread })}
        actions={
          <>
            <Button
              component={Link}
              to={unreadOnly ? '/notifications' : '/notifications?show=unread'}
              variant="default"
            >
              {t(unreadOnly ? 'show-all' : 'show-unread')}
            </Button>
            {unread > 0 && (
              <Form method="post">
                <Button type="submit" variant="default">
                  {t('read-all')}
                </Button>
              </Form>
            )}
          </>
        }
      />
      {search.get('stored') === '1' && !answer && (
        <Notice tone="ok" live="status">
          {t('stored')}
        </Notice>
      )}
      {answer?.refusal && (
        <Notice tone="error" live="alert">
          {t('changed-meanwhile')}
        </Notice>
      )}
      <div className={classes['columns']}>
        <Panel title={t('inbox')} flush>
          {rows.length === 0 ? (
            <EmptyState why={t(unreadOnly ? 'none-unread' : 'none')} />
          ) : (
            <ul className={classes['rows']}>
              {rows.map((row) => (
                <InboxRow key={row.id} row={row} />
              ))}
            </ul>
          )}
          {next !== null && (
            <p className={classes['more']}>
              <Link to={`/notifications?before=${encodeURIComponent(next)}${unreadOnly ? '&show=unread' : ''}`}>
                {t('older')}
              </Link>
            </p>
          )}
        </Panel>
        {settings !== null && <NotificationSettings />}
      </div>
    </>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof notificationsLoader>>['rows'][number]

function InboxRow({ row }: { row: Row }) {
  const t = useTranslations('events.notifications')
  const text = useEventText()
  const { id, organizationName, urgent, dueOn, occurredAt, isRead, to } = row
  const title = text(row)
  return (
    <li className={isRead ? classes['read'] : classes['unread']}>
      <div className={classes['what']}>
        <p>
          {!isRead && <span className={classes['dot']} role="img" aria-label={t('unread')} />}
          {to === null ? <strong>{title}</strong> : <Link to={to}>{title}</Link>}
          {urgent && !isRead && <Chip look="watch">{t('urgent')}</Chip>}
        </p>
        <p className={classes['light']}>
          {organizationName !== null && `${organizationName} · `}
          {formatMoment(occurredAt)}
          {dueOn !== null && ` · ${t('due', { day: formatDay(dueOn) })}`}
        </p>
      </div>
      {!isRead && (
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <Button type="submit" variant="subtle" size="compact-sm" aria-label={t('mark-read-of', { title })}>
            {t('mark-read')}
          </Button>
        </Form>
      )}
    </li>
  )
}
