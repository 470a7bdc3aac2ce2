import { Button, Checkbox, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'
import type { accountFileAction, accountFileLoader } from './accounts-file.server.ts'

const matters = ['rating-file', 'rating-tally', 'rating-self-review', 'import', 'delegation'] as const

/** A new password, leaving with what is still open, closing at once and opening again. */
export function AccountActs() {
  const { account, requestId } = useLoaderData<typeof accountFileLoader>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.accounts.acts')
  const hidden = (intent: string) => (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="requestId" value={requestId} />
    </>
  )
  return (
    <>
      {!account.isClosed && (
        <Panel title={t('reset')}>
          <Form method="post" className={classes['form']}>
            {hidden('reset')}
            <p className={classes['light']}>{t('reset-help')}</p>
            {account.hasSecondFactor && <Checkbox name="secondFactor" label={t('second-factor')} />}
            <Button type="submit" variant="default" loading={busy} className={classes['submit'] ?? ''}>
              {t('reset-it')}
            </Button>
          </Form>
        </Panel>
      )}
      {!account.isClosed && <Leave />}
      <Panel title={t(account.isClosed ? 'reopen' : 'close')}>
        <Form method="post" className={classes['form']}>
          {hidden(account.isClosed || account.closesOn !== null ? 'reopen' : 'close')}
          <p className={classes['light']}>
            {t(account.isClosed ? 'reopen-help' : account.closesOn !== null ? 'keep-help' : 'close-help')}
          </p>
          <Button type="submit" variant="default" loading={busy} className={classes['submit'] ?? ''}>
            {t(account.isClosed ? 'reopen-it' : account.closesOn !== null ? 'keep-it' : 'close-it')}
          </Button>
        </Form>
      </Panel>
    </>
  )
}

function Leave() {
  const { requestId, openMatters } = useLoaderData<typeof accountFileLoader>()
  const answer = useActionData<typeof accountFileAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.accounts.acts')
  const words = useTranslations('access.accounts')
  const format = useFormatter()
  const errorOf = (field: string) =>
    answer?.intent === 'leave' && answer.field === field
      ? (answer.refused ?? words(field === 'last' ? 'no-day' : 'fill-in'))
      : undefined
  return (
    <Panel title={t('leave')}>
      <Form method="post" className={classes['form']}>
        <input type="hidden" name="intent" value="leave" />
        <input type="hidden" name="requestId" value={requestId} />
        <p className={classes['light']}>{t('leave-help')}</p>
        {openMatters.length === 0 ? (
          <p>{t('nothing-open')}</p>
        ) : (
          <>
            <p>{t('still-open')}</p>
            <ul>
              {openMatters.map(({ kind, organizationName, year, count }) => {
                const known = matters.find((one) => one === kind)
                return (
                  <li key={`${kind}${organizationName}${year}`}>
                    {known ? t(`matters.${known}`, { count, shown: format.number(count) }) : `${kind}: ${count}`}
                    {organizationName !== null && ` · ${organizationName}`}
                    {year !== null && ` · ${year}`}
                  </li>
                )
              })}
            </ul>
          </>
        )}
        <TextInput
          inputMode="numeric"
          name="last"
          label={t('last-day')}
          description={t('last-day-help')}
          error={errorOf('last')}
        />
        <TextInput name="reason" label={t('leave-reason')} required error={errorOf('reason')} />
        <Button type="submit" variant="default" loading={busy} className={classes['submit'] ?? ''}>
          {t('leave-it')}
        </Button>
      </Form>
    </Panel>
  )
}
