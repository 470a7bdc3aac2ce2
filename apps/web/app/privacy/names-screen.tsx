import { Button } from '@mantine/core'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ChoiceField, DayField, Refusal, TextField } from './form-parts.tsx'
import type { namesLoader } from './names.server.ts'
import classes from './privacy.module.css'
import { OrganizationField } from './privacy-screen.tsx'

/** Sight of names above the grassroots committee: who was given it, and opening it with a reason. */
export function NamesScreen() {
  const { grants, own, seesGrants, mayGive, mayOpen } = useLoaderData<typeof namesLoader>()
  const t = useTranslations('privacy')
  return (
    <>
      <PageHead
        crumbs={[...(seesGrants ? [{ label: t('title'), to: '/privacy' }] : []), { label: t('names.title') }]}
        title={t('names.title')}
        state={t('names.state')}
      />
      <div className={classes['stack']}>
        {mayOpen && (
          <Panel title={t('names.open')}>
            {own.length === 0 ? <p className={classes['light']}>{t('names.none-own')}</p> : <OpenForm />}
          </Panel>
        )}
        {seesGrants && (
          <Panel title={t('names.grants')} note={t('count', { count: grants.length })} flush>
            <DataTable
              label={t('names.grants')}
              rows={grants}
              rowKey={({ id }) => id}
              columns={[
                { id: 'who', head: t('names.who'), phone: 'title', cell: ({ userName }) => userName },
                { id: 'organization', head: t('organization'), cell: ({ organization }) => organization },
                { id: 'reason', head: t('reason'), cell: ({ reason }) => reason },
                { id: 'decision', head: t('keeping.decision'), cell: ({ decisionNumber }) => decisionNumber },
                {
                  id: 'days',
                  head: t('names.days'),
                  cell: ({ validFrom, validTo }) =>
                    t('names.from-until', { from: formatDay(validFrom), until: formatDay(validTo) }),
                },
                { id: 'by', head: t('names.by'), cell: ({ grantedByName }) => grantedByName },
                {
                  id: 'state',
                  head: t('state-head'),
                  cell: ({ id, inForce }) =>
                    inForce && mayGive ? (
                      <EndForm id={id} />
                    ) : (
                      <Chip look={inForce ? 'watch' : 'dashed'}>{t(inForce ? 'names.in-force' : 'names.ended')}</Chip>
                    ),
                },
              ]}
              empty={<EmptyState why={t('names.no-grants')} />}
            />
          </Panel>
        )}
        {mayGive && <GiveForm />}
      </div>
    </>
  )
}

function OpenForm() {
  const { own, requestIds } = useLoaderData<typeof namesLoader>()
  const t = useTranslations('privacy')
  const intent = 'open'
  return (
    <>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestIds[0]} />
        <p className={classes['light']}>{t('names.open-help')}</p>
        <div className={classes['fields']}>
          <ChoiceField
            intent={intent}
            name="organizationId"
            label={t('organization')}
            choices={own.map(({ organizationId, organization }) => ({ value: organizationId, label: organization }))}
          />
          <TextField intent={intent} name="reason" label={t('reason')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('names.open')}</Button>
        </div>
      </Form>
    </>
  )
}

function EndForm({ id }: { id: string }) {
  const { requestIds } = useLoaderData<typeof namesLoader>()
  const t = useTranslations('privacy')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="end" />
      <input type="hidden" name="requestId" value={requestIds[1]} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" variant="default" size="compact-sm">
        {t('names.end')}
      </Button>
    </Form>
  )
}

function GiveForm() {
  const { organizations, requestIds, today } = useLoaderData<typeof namesLoader>()
  const t = useTranslations('privacy')
  const intent = 'give'
  return (
    <Panel title={t('names.give')}>
      <Refusal intent={intent} />
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="requestId" value={requestIds[2]} />
        <p className={classes['light']}>{t('names.give-help')}</p>
        <div className={classes['fields']}>
          <OrganizationField intent={intent} organizations={organizations} />
          <TextField intent={intent} name="username" label={t('names.username')} />
          <TextField intent={intent} name="reason" label={t('reason')} />
          <TextField intent={intent} name="decisionNumber" label={t('keeping.decision')} />
          <DayField intent={intent} name="validFrom" label={t('names.from')} value={formatDay(today)} />
          <DayField intent={intent} name="validTo" label={t('names.until')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('names.give')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
