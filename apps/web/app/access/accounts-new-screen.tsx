import { Button, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'
import type { newAccountAction, newAccountLoader } from './accounts.server.ts'
import { GrantFields } from './grant-fields.tsx'
import { PasswordSheet } from './password-sheet.tsx'

/** A new account with its first role; afterwards the one-time password, once. */
export function NewAccountScreen() {
  const { requestId, roles, today } = useLoaderData<typeof newAccountLoader>()
  const answer = useActionData<typeof newAccountAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.accounts')
  const errorOf = (field: string) =>
    answer && answer.sheet === null && answer.field === field
      ? (answer.refused ?? t(field === 'from' || field === 'last' ? 'no-day' : 'fill-in'))
      : undefined
  return (
    <>
      <PageHead crumbs={[{ label: t('title'), to: '/accounts' }]} title={t('new')} state={t('new-state')} />
      {answer?.sheet ? (
        <div className={classes['stack']}>
          <PasswordSheet slips={answer.sheet} />
          <p data-no-print>
            <Link to={`/accounts/${answer.userId}`}>{t('open-made')}</Link>
            {' · '}
            <Link to="/accounts/new" reloadDocument>
              {t('another')}
            </Link>
          </p>
        </div>
      ) : (
        <Panel title={t('person')}>
          <Form method="post" className={classes['form']}>
            <input type="hidden" name="requestId" value={requestId} />
            {answer?.field === '' && answer.refused !== null && (
              <Notice tone="error" live="alert">
                {answer.refused}
              </Notice>
            )}
            <TextInput
              name="displayName"
              label={t('name')}
              description={t('name-help')}
              required
              error={errorOf('displayName')}
              autoComplete="off"
            />
            <TextInput
              name="username"
              label={t('username')}
              description={t('username-help')}
              required
              error={errorOf('username')}
              autoComplete="off"
            />
            <TextInput
              name="card"
              label={t('card')}
              description={t('card-help')}
              error={errorOf('card')}
              autoComplete="off"
            />
            <h3>{t('first-role')}</h3>
            <GrantFields roles={roles} today={today} errorOf={errorOf} optional />
            <Button type="submit" variant="filled" loading={busy} className={classes['submit'] ?? ''}>
              {t('make')}
            </Button>
          </Form>
        </Panel>
      )}
    </>
  )
}
