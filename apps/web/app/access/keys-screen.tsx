import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { keysAction, keysLoader } from './keys.server.ts'
import classes from './service.module.css'

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
        {answer?.shown && (
          <Notice tone="ok" live="status" title={t('shown')}>
            <code className={classes['key']}>{answer.shown}</code>
            <p>{t('shown-once')}</p>
          </Notice>
        )}
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
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('keys')
  if (revokedAt !== null) return null
  return (
    <Form method="post" className={classes['acts']} preventScrollReset>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="keyId" value={keyId} />
      <input type="hidden" name="version" value={version} />
      {isOwn && mayMake && (
        <Button
          type="submit"
          name="intent"
          value="rotate"
          variant="default"
          size="sm"
          loading={busy}
          aria-label={t('rotate-of', { name })}
        >
          {t('rotate')}
        </Button>
      )}
      <Button
        type="submit"
        name="intent"
        value="revoke"
        variant="default"
        size="sm"
        loading={busy}
        aria-label={t('revoke-of', { name })}
      >
        {t('revoke')}
      </Button>
    </Form>
  )
}

function NewKey() {
  const { requestId, organizations, permissions, usualEnd } = useLoaderData<typeof keysLoader>()
  const busy = useNavigation().state !== 'idle'
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
          <TextInput
            name="expiresOn"
            label={t('until')}
            description={t('until-help')}
            defaultValue={formatDay(usualEnd)}
            placeholder="dd/mm/yyyy"
            inputMode="numeric"
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
        <fieldset className={classes['fieldset']}>
          <legend>{t('may')}</legend>
          <p className={classes['light']}>{t('may-help')}</p>
          {permissions.map((one) => (
            <Checkbox key={one} name="permissions" value={one} label={t(`permissions.${one}`)} />
          ))}
        </fieldset>
        <div className={classes['acts']}>
          <Button type="submit" name="intent" value="make" variant="filled" loading={busy}>
            {t('make')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
