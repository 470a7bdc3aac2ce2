import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ActButton } from '../ui/act-button.tsx'
import classes from '../ui/acting.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SecretShown } from '../ui/secret-shown.tsx'
import type { webhooksAction, webhooksLoader } from './webhooks.server.ts'

/** Where events are told to other systems, and the list of hosts they may go to. */
export function WebhooksScreen() {
  const { targets, hosts, mayMake, mayAllow, requestId } = useLoaderData<typeof webhooksLoader>()
  const answer = useActionData<typeof webhooksAction>()
  const t = useTranslations('webhooks')
  const names = useTranslations('events.kind-names')
  const nameOf = (type: string) =>
    names.has(type as 'monitoring.watch-decided') ? names(type as 'monitoring.watch-decided') : type
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state')}
        actions={
          <Button component={Link} to="/accounts/keys" variant="default">
            {t('keys')}
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
            {t('nothing-changed')}
          </Notice>
        )}
        {mayMake && (
          <Panel title={t('targets')} flush>
            <DataTable
              label={t('targets')}
              rows={targets}
              rowKey={({ targetId }) => targetId}
              columns={[
                { id: 'url', head: t('url'), phone: 'title', cell: ({ url }) => url },
                { id: 'of', head: t('organization'), cell: ({ organizationName }) => organizationName },
                { id: 'types', head: t('types'), cell: ({ eventTypes }) => eventTypes.map(nameOf).join('; ') },
                { id: 'sent', head: t('sent'), numeric: true, cell: ({ sent }) => sent },
                { id: 'waiting', head: t('waiting'), numeric: true, cell: ({ waiting }) => waiting },
                { id: 'outcome', head: t('outcome'), cell: ({ lastOutcome }) => lastOutcome ?? '–' },
                {
                  id: 'state',
                  head: t('state-head'),
                  cell: ({ targetId, version, state, url }) => (
                    <Form method="post" className={classes['acts']} preventScrollReset>
                      <input type="hidden" name="requestId" value={requestId} />
                      <input type="hidden" name="targetId" value={targetId} />
                      <input type="hidden" name="version" value={version} />
                      <Chip look={state === 'active' ? 'ok' : 'watch'}>{t(`states.${state}`)}</Chip>
                      <ActButton
                        intent={state === 'active' ? 'pause' : 'resume'}
                        label={t(state === 'active' ? 'pause' : 'resume')}
                        of={t(state === 'active' ? 'pause-of' : 'resume-of', { url })}
                      />
                    </Form>
                  ),
                },
              ]}
              empty={<EmptyState why={t('no-targets')} />}
            />
          </Panel>
        )}
        {mayMake && <NewTarget nameOf={nameOf} />}
        <Panel title={t('hosts')} note={t('hosts-note')} flush>
          <DataTable
            label={t('hosts')}
            rows={hosts}
            rowKey={({ hostId }) => hostId}
            columns={[
              { id: 'host', head: t('host'), phone: 'title', cell: ({ host, port }) => `${host}:${port}` },
              { id: 'note', head: t('note'), cell: ({ note }) => note },
              { id: 'by', head: t('by'), cell: ({ addedByName }) => addedByName },
              ...(mayAllow
                ? [
                    {
                      id: 'acts',
                      head: t('acts'),
                      cell: ({ hostId, host }: (typeof hosts)[number]) => (
                        <Form method="post" preventScrollReset>
                          <input type="hidden" name="requestId" value={requestId} />
                          <input type="hidden" name="hostId" value={hostId} />
                          <ActButton intent="forbid" label={t('forbid')} of={t('forbid-of', { host })} />
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
            empty={<EmptyState why={t('no-hosts')} />}
          />
        </Panel>
        {mayAllow && (
          <Panel title={t('allow-title')}>
            <Form method="post" className={classes['stack']}>
              <input type="hidden" name="requestId" value={requestId} />
              <div className={classes['fields']}>
                <TextInput name="host" label={t('host')} required withAsterisk={false} />
                <TextInput
                  name="port"
                  label={t('port')}
                  defaultValue="443"
                  inputMode="numeric"
                  required
                  withAsterisk={false}
                />
                <TextInput name="note" label={t('note')} required withAsterisk={false} maxLength={200} />
              </div>
              <p className={classes['light']}>{t('allow-help')}</p>
              <div className={classes['acts']}>
                <ActButton intent="allow" label={t('allow')} />
              </div>
            </Form>
          </Panel>
        )}
      </div>
    </>
  )
}

function NewTarget({ nameOf }: { nameOf: (type: string) => string }) {
  const { requestId, organizations, eventTypes } = useLoaderData<typeof webhooksLoader>()
  const t = useTranslations('webhooks')
  return (
    <Panel title={t('new')}>
      <Form method="post" className={classes['stack']}>
        <input type="hidden" name="requestId" value={requestId} />
        <div className={classes['fields']}>
          <TextInput
            name="url"
            label={t('url')}
            description={t('url-help')}
            type="url"
            required
            withAsterisk={false}
            maxLength={500}
          />
          <NativeSelect name="organizationId" label={t('organization')} data={organizations} />
        </div>
        <CheckboxSet
          legend={t('types')}
          name="eventTypes"
          choices={eventTypes.map((value) => ({ value, label: nameOf(value) }))}
        />
        <div className={classes['acts']}>
          <ActButton intent="make" label={t('make')} />
        </div>
      </Form>
    </Panel>
  )
}
