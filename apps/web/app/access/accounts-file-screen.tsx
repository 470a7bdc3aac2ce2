import { Button, Checkbox, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'
import { AccountActs } from './accounts-acts.tsx'
import type { accountFileAction, accountFileLoader } from './accounts-file.server.ts'
import { GrantFields } from './grant-fields.tsx'
import { GrantLines, type ShownGrant } from './grant-lines.tsx'
import { PasswordSheet } from './password-sheet.tsx'

const outcomes = ['grant', 'end', 'end-delegation', 'leave', 'close', 'reopen'] as const

/** One account: who it is, its roles past, present and to come, and what its keeper may do to it. */
export function AccountFileScreen() {
  const { account, grants, given, isOwn } = useLoaderData<typeof accountFileLoader>()
  const answer = useActionData<typeof accountFileAction>()
  const [search] = useSearchParams()
  const t = useTranslations('access.accounts')
  const done = outcomes.find((one) => one === search.get('done'))
  const state = account.isClosed ? 'closed' : account.closesOn === null ? 'open' : 'closes'
  const [now, future, past] = (['now', 'future', 'past'] as const).map((when) =>
    grants.filter((grant) => grant.when === when),
  )
  // Alone on the page: it is printed, and it is not shown again.
  if (answer?.sheet) {
    return (
      <>
        <PageHead crumbs={[{ label: t('title'), to: '/accounts' }]} title={account.displayName} />
        <div className={classes['stack']}>
          <PasswordSheet slips={answer.sheet} />
          <p data-no-print>
            <Link to={`/accounts/${account.userId}`}>{t('back-to-account')}</Link>
          </p>
        </div>
      </>
    )
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/accounts' }]}
        title={account.displayName}
        state={t(`file-state.${state}`, {
          username: account.username,
          day: account.closesOn === null ? '' : formatDay(account.closesOn),
        })}
      />
      <div className={classes['stack']}>
        {answer?.refused && (
          <Notice tone="error" live="alert">
            {answer.refused}
          </Notice>
        )}
        {!answer && done !== undefined && (
          <Notice tone="ok" live="status">
            {t(`done.${done}`)}
          </Notice>
        )}
        {isOwn && <Notice tone="info">{t('own')}</Notice>}
        <Facts />
        <div className={classes['grid']}>
          <div className={classes['stack']}>
            <Panel title={t('roles-now')} note={t('count', { count: now?.length ?? 0 })}>
              {now?.length ? (
                <GrantLines grants={now} end={isOwn ? () => null : endForm} />
              ) : (
                <EmptyState why={t('no-roles')} />
              )}
            </Panel>
            {future !== undefined && future.length > 0 && (
              <Panel title={t('roles-future')} note={t('count', { count: future.length })}>
                <GrantLines grants={future} end={isOwn ? () => null : endForm} />
              </Panel>
            )}
            {given.length > 0 && (
              <Panel title={t('delegations-given')} note={t('count', { count: given.length })}>
                <GrantLines
                  grants={given}
                  withHolder
                  end={(grant) =>
                    given.some(({ id, when }) => id === grant.id && when !== 'past') ? (
                      <EndDelegation grant={grant} />
                    ) : null
                  }
                />
              </Panel>
            )}
            {past !== undefined && past.length > 0 && (
              <Panel title={t('roles-past')} note={t('count', { count: past.length })}>
                <GrantLines grants={past} />
              </Panel>
            )}
          </div>
          {!isOwn && (
            <div className={classes['stack']}>
              {!account.isClosed && <NewGrant />}
              <AccountActs />
            </div>
          )}
        </div>
      </div>
    </>
  )
}

const endForm = (grant: ShownGrant) => <EndGrant grant={grant} />

function Facts() {
  const { account } = useLoaderData<typeof accountFileLoader>()
  const t = useTranslations('access.accounts')
  const facts = [
    [t('last-sign-in'), account.lastSignIn === null ? t('never') : formatMoment(account.lastSignIn)],
    [t('made-at'), formatMoment(account.createdAt)],
    [t('second-factor'), t(account.hasSecondFactor ? 'on' : 'off')],
    [
      t('password-state'),
      t(!account.hasPassword ? 'password.none' : account.mustChangePassword ? 'password.first' : 'password.own'),
    ],
    [t('own-file'), t(account.hasMember ? 'yes' : 'no')],
  ] as const
  return (
    <Panel title={t('facts')}>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {account.closeReason !== null && (
        <p className={classes['light']}>{t('close-reason', { reason: account.closeReason })}</p>
      )}
    </Panel>
  )
}

function useErrorOf(intent: string) {
  const answer = useActionData<typeof accountFileAction>()
  const t = useTranslations('access.accounts')
  return (field: string) =>
    answer && answer.sheet === null && answer.intent === intent && answer.field === field
      ? (answer.refused ?? t(field === 'from' || field === 'last' ? 'no-day' : 'fill-in'))
      : undefined
}

function NewGrant() {
  const { requestId, roles, today } = useLoaderData<typeof accountFileLoader>()
  const answer = useActionData<typeof accountFileAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.accounts.grant')
  const errorOf = useErrorOf('grant')
  const overlaps = answer?.intent === 'grant' && answer.code === 'duties-overlap'
  return (
    <Panel title={t('add')}>
      <Form method="post" className={classes['form']} key={requestId}>
        <input type="hidden" name="intent" value="grant" />
        <input type="hidden" name="requestId" value={requestId} />
        <GrantFields roles={roles} today={today} errorOf={errorOf} />
        {overlaps && <Checkbox name="accept" label={t('accept')} />}
        <Button type="submit" variant="filled" loading={busy} className={classes['submit'] ?? ''}>
          {t('give')}
        </Button>
      </Form>
    </Panel>
  )
}

function EndGrant({ grant }: { grant: ShownGrant }) {
  const { requestId } = useLoaderData<typeof accountFileLoader>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.accounts.grant')
  const errorOf = useErrorOf('end')
  return (
    <details className={classes['more']} data-no-print>
      <summary>{t('end')}</summary>
      <Form method="post" className={classes['form']}>
        <input type="hidden" name="intent" value="end" />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="grantId" value={grant.id} />
        <div className={classes['pair']}>
          <TextInput
            inputMode="numeric"
            name="last"
            label={t('last-day')}
            description={t('last-day-help')}
            error={errorOf('last')}
          />
          <TextInput name="reason" label={t('reason')} required error={errorOf('reason')} />
        </div>
        <Button type="submit" variant="default" loading={busy} className={classes['submit'] ?? ''}>
          {t('end-it')}
        </Button>
      </Form>
    </details>
  )
}

function EndDelegation({ grant }: { grant: ShownGrant }) {
  const { requestId } = useLoaderData<typeof accountFileLoader>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.accounts.grant')
  return (
    <Form method="post" data-no-print>
      <input type="hidden" name="intent" value="end-delegation" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="grantId" value={grant.id} />
      <Button type="submit" variant="default" loading={busy}>
        {t('end-now')}
      </Button>
    </Form>
  )
}
