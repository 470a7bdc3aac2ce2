import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ActButton } from '../ui/act-button.tsx'
import classes from '../ui/acting.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SecretShown } from '../ui/secret-shown.tsx'
import type { keysAction, keysLoader } from './keys.server.ts'

/** Keys of other systems: what each may read, from where, until when; a new secret is shown once. */
export function KeysScreen() {
  const { keys, mayMake } = useLoaderData<typeof keysLoader>()
  const answer = useActionData<typeof keysAction>()
  const t = useTranslations('keys')
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state')}
        actions={
          <Button component={Link} to="/jobs/webhooks" variant="default">
            {t('webhooks')}
          </Button>
        }
      />
      <div className={classes['stack']}>
        {answer?.shown && <SecretShown title={t('shown')} secret={answer.shown} note={t('shown-once')} />}
        {answer?.refusal && (
          <Notice
            tone="error"
            live="alert"
            title={
              t.has(`refusals.${answer.refusal as 'BAD_INPUT'}`)
                ? t(`refusals.${answer.refusal as 'BAD_INPUT'}`)
                : t('refusals.other')
            }
          >
            {answer.findings.map((code) => t(`findings.${code as 'MORE_THAN_MAKER'}`)).join(' ')} {t('nothing-changed')}
          </Notice>
        )}
        <Panel title={t('list')} note={t('count', { count: keys.length })} flush>
          <DataTable
            label={t('list')}
            rows={keys}
            rowKey={({ keyId }) => keyId}
            columns={[
              { id: 'name', head: t('name'), phone: 'title', cell: ({ name, hint }) => `${name} (…${hint})` },
              { id: 'maker', head: t('maker'), cell: ({ makerName }) => makerName },
              { id: 'where', head: t('organization'), cell: ({ organizationName }) => organizationName },
              {
                id: 'may',
                head: t('may'),
                cell: ({ permissions }) => permissions.map((one) => t(`permissions.${one}`)).join('; '),
              },
              { id: 'from', head: t('networks'), cell: ({ networks }) => networks.join(', ') },
              { id: 'rate', head: t('rate'), numeric: true, cell: ({ perMinute }) => perMinute },
              {
                id: 'used',
                head: t('used'),
                cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : formatMoment(lastUsedAt)),
              },
              {
                id: 'state',
                head: t('until'),
                cell: ({ expiresOn, revokedAt, revokedByName, formerUntil, isOver }) =>
                  revokedAt !== null ? (
                    <Chip look="grey">{t('revoked', { by: revokedByName ?? '', at: formatMoment(revokedAt) })}</Chip>
                  ) : (
                    <>
                      {isOver ? t('over', { day: formatDay(expiresOn) }) : formatDay(expiresOn)}
                      {formerUntil !== null && ` ${t('former', { at: formatMoment(formerUntil) })}`}
                    </>
                  ),
              },
              { id: 'acts', head: t('acts'), cell: (row) => <KeyActs row={row} /> },
            ]}
            empty={<EmptyState why={t('none')} />}
          />
        </Panel>
        {mayMake && <NewKey />}
      </div>
    </>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof keysLoader>>['keys'][number]

function KeyActs({ row: { keyId, version, isOwn, revokedAt, name } }: { row: Row }) {
  const { requestId, mayMake } = useLoaderData<typeof keysLoader>()
  const t = useTranslations('keys')
  if (revokedAt !== null) return null
  return (
    <Form method="post" className={classes['acts']} preventScrollReset>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="keyId" value={keyId} />
      <input type="hidden" name="version" value={version} />
      {isOwn && mayMake && <ActButton intent="rotate" label={t('rotate')} of={t('rotate-of', { name })} />}
      <ActButton intent="revoke" label={t('revoke')} of={t('revoke-of', { name })} />
    </Form>
  )
}

function NewKey() {
  const { requestId, organizations, permissions, usualEnd } = useLoaderData<typeof keysLoader>()
  const t = useTranslations('keys')
  return (
    <Panel title={t('new')}>
      <Form method="post" className={classes['stack']}>
        <input type="hidden" name="requestId" value={requestId} />
        <div className={classes['fields']}>
          <TextInput
            name="name"
            label={t('name')}
            description={t('name-help')}
            required
            withAsterisk={false}
            maxLength={80}
          />
          <NativeSelect name="organizationId" label={t('organization')} data={organizations} />
          <DayInput
            name="expiresOn"
            label={t('until')}
            description={t('until-help')}
            defaultValue={formatDay(usualEnd)}
            required
            withAsterisk={false}
          />
          <TextInput
            name="perMinute"
            label={t('rate')}
            defaultValue="60"
            inputMode="numeric"
            required
            withAsterisk={false}
          />
        </div>
        <Textarea
          name="networks"
          label={t('networks')}
          description={t('networks-help')}
          autosize
          minRows={2}
          required
          withAsterisk={false}
        />
        <CheckboxSet
          legend={t('may')}
          help={t('may-help')}
          name="permissions"
          choices={permissions.map((value) => ({ value, label: t(`permissions.${value}`) }))}
        />
        <div className={classes['acts']}>
          <ActButton intent="make" label={t('make')} />
        </div>
      </Form>
    </Panel>
  )
}
