import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams, useSubmit } from '@remix-run/react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './accounts.module.css'
import type { delegationsAction, delegationsLoader } from './delegations.server.ts'
import { GrantLines, type ShownGrant } from './grant-lines.tsx'

/** One's own roles; delegating one for an absence, and ending what one delegated or received. */
export function DelegationsScreen() {
  const { grants, today, ownId, chosen } = useLoaderData<typeof delegationsLoader>()
  const answer = useActionData<typeof delegationsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('access.delegations')
  const lasting = grants.filter(({ validFrom, validTo }) => today < validTo && validFrom < validTo)
  const own = lasting.filter(({ userId, delegatedFrom }) => userId === ownId && delegatedFrom === null)
  const received = lasting.filter(({ userId, delegatedFrom }) => userId === ownId && delegatedFrom !== null)
  const given = lasting.filter(({ userId }) => userId !== ownId)
  const over = grants.filter((grant) => grant.delegatedFrom !== null && !lasting.includes(grant))
  const done = (['delegate', 'end'] as const).find((one) => one === search.get('done'))
  return (
    <>
      <PageHead crumbs={[{ label: t('account'), to: '/account' }]} title={t('title')} state={t('state')} />
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
        <div className={classes['grid']}>
          <div className={classes['stack']}>
            <Panel title={t('own')} note={t('count', { count: own.length })}>
              {own.length === 0 ? <EmptyState why={t('no-roles')} /> : <GrantLines grants={own} />}
            </Panel>
            {received.length > 0 && (
              <Panel title={t('received')} note={t('count', { count: received.length })}>
                <GrantLines grants={received} end={endForm('give-back')} />
              </Panel>
            )}
            {given.length > 0 && (
              <Panel title={t('given')} note={t('count', { count: given.length })}>
                <GrantLines grants={given} withHolder end={endForm('end')} />
              </Panel>
            )}
            {over.length > 0 && (
              <Panel title={t('over')} note={t('count', { count: over.length })}>
                <GrantLines grants={over} withHolder />
              </Panel>
            )}
          </div>
          {chosen !== null && <DelegateForm />}
        </div>
      </div>
    </>
  )
}

const endForm = (word: 'give-back' | 'end') => (grant: ShownGrant) => <EndForm grant={grant} word={word} />

function EndForm({ grant, word }: { grant: ShownGrant; word: 'give-back' | 'end' }) {
  const { requestId } = useLoaderData<typeof delegationsLoader>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.delegations')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="end" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="grantId" value={grant.id} />
      <Button type="submit" variant="default" loading={busy}>
        {t(word)}
      </Button>
    </Form>
  )
}

function DelegateForm() {
  const { requestId, delegable, chosen, today, delegationDays } = useLoaderData<typeof delegationsLoader>()
  const answer = useActionData<typeof delegationsAction>()
  const busy = useNavigation().state !== 'idle'
  const submit = useSubmit()
  const list = useId()
  const t = useTranslations('access.delegations')
  const names = useTranslations('access.frame.roles')
  const words = useTranslations('access.accounts')
  const errorOf = (field: string) =>
    answer?.field === field
      ? (answer.refused ?? words(field === 'from' || field === 'last' ? 'no-day' : 'fill-in'))
      : undefined
  if (chosen === null) return null
  return (
    <Panel title={t('new')}>
      <div className={classes['stack']}>
        {delegable.length > 1 && (
          <Form method="get" className={classes['form']}>
            <NativeSelect
              name="grant"
              label={t('which')}
              defaultValue={chosen.grantId}
              onChange={(event) => submit(event.currentTarget.form)}
              data={delegable.map(({ id, role, organizationName }) => ({
                value: id,
                label: `${names.has(role as 'member') ? names(role as 'member') : role} · ${organizationName ?? ''}`,
              }))}
            />
            <noscript>
              <Button type="submit">{t('choose')}</Button>
            </noscript>
          </Form>
        )}
        <Form method="post" className={classes['form']} key={requestId}>
          <input type="hidden" name="intent" value="delegate" />
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="grantId" value={chosen.grantId} />
          <TextInput
            name="to"
            label={t('to')}
            description={t('to-help')}
            list={list}
            required
            autoComplete="off"
            error={errorOf('to')}
          />
          <datalist id={list}>
            {chosen.colleagues.map(({ username, displayName, organizationName }) => (
              <option key={username} value={username}>
                {organizationName === null ? displayName : `${displayName} · ${organizationName}`}
              </option>
            ))}
          </datalist>
          <NativeSelect
            name="organizationId"
            label={t('where')}
            error={errorOf('organizationId')}
            data={chosen.places.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
          />
          <div className={classes['pair']}>
            <TextInput
              inputMode="numeric"
              name="from"
              label={t('from')}
              description={t('from-help')}
              defaultValue={formatDay(today)}
              required
              error={errorOf('from')}
            />
            <TextInput
              inputMode="numeric"
              name="last"
              label={t('last')}
              description={t('last-help', { days: delegationDays })}
              required
              error={errorOf('last')}
            />
          </div>
          <TextInput
            name="reason"
            label={t('reason')}
            description={t('reason-help')}
            required
            error={errorOf('reason')}
          />
          {answer?.code === 'duties-overlap' && <Checkbox name="accept" label={words('grant.accept')} />}
          <Button type="submit" variant="filled" loading={busy} className={classes['submit'] ?? ''}>
            {t('delegate')}
          </Button>
        </Form>
      </div>
    </Panel>
  )
}
