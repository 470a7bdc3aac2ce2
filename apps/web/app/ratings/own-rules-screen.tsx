import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconPlus } from '../ui/icons.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ConfidenceMark } from './confidence-mark.tsx'
import classes from './own-rules.module.css'
import type { newRulesAction, newRulesLoader, ownRulesLoader } from './own-rules.server.ts'
import { RulesRefusal } from './rules-refusal.tsx'

/** Every generation of the rules, and what committees chose over them. */
export function OwnRulesScreen() {
  const { ruleSets, overlays, mayDraft } = useLoaderData<typeof ownRulesLoader>()
  const t = useTranslations('rules')
  const create = mayDraft ? (
    <Button component={Link} to="/ratings/rules/new" variant="filled" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHead
        title={t('title')}
        state={t('state')}
        actions={
          <>
            <Button component={Link} to="/reports/numbers">
              {t('legal-grounds')}
            </Button>
            {create}
          </>
        }
      />
      <div className={classes['stack']}>
        <Panel title={t('overlays')} flush>
          <DataTable
            label={t('overlays')}
            rows={overlays}
            rowKey={({ id }) => id}
            empty={<EmptyState why={t(mayDraft ? 'no-overlays-yet' : 'no-overlays')} action={create} />}
            columns={[
              {
                id: 'title',
                head: t('overlay-title'),
                phone: 'title',
                cell: ({ id, title }) => <Link to={`/ratings/rules/${id}`}>{title}</Link>,
              },
              { id: 'year', head: t('year'), cell: ({ year }) => String(year) },
              { id: 'of', head: t('of'), cell: ({ organizationName }) => organizationName },
              {
                id: 'state',
                head: t('state-head'),
                cell: ({ state, superseded }) => <StateChip state={state} superseded={superseded} />,
              },
              { id: 'decision', head: t('decision'), cell: ({ decisionNumber }) => decisionNumber ?? t('no-decision') },
            ]}
          />
        </Panel>
        <Panel title={t('generations')} flush>
          <DataTable
            label={t('generations')}
            rows={ruleSets}
            rowKey={({ code }) => code}
            columns={[
              { id: 'code', head: t('code'), phone: 'title', cell: ({ code }) => <strong>{code}</strong> },
              { id: 'title', head: t('name'), cell: ({ title }) => title },
              {
                id: 'years',
                head: t('years'),
                cell: ({ from, to }) =>
                  to === null
                    ? t('years-from', { from: String(from) })
                    : t('years-between', { from: String(from), to: String(to) }),
              },
              { id: 'method', head: t('method'), cell: ({ method }) => t(`methods.${method}`) },
              {
                id: 'basis',
                head: t('basis'),
                cell: ({ basis, confidence }) => (
                  <>
                    {basis} <ConfidenceMark confidence={confidence} />
                  </>
                ),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

/** Where an overlay stands. */
export function StateChip({ state, superseded }: { state: 'draft' | 'published' | 'dropped'; superseded: boolean }) {
  const t = useTranslations('rules.states')
  if (superseded) return <Chip look="grey">{t('superseded')}</Chip>
  return <Chip look={state === 'published' ? 'ok' : 'dashed'}>{t(state)}</Chip>
}

/** Begins a draft: for whom, for which year, from what. */
export function NewRulesScreen() {
  const { organizations, year, templates, requestId } = useLoaderData<typeof newRulesLoader>()
  const answer = useActionData<typeof newRulesAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('rules')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/ratings/rules' }, { label: t('new') }]}
        title={t('new-title')}
        state={t('new-state')}
      />
      <div className={classes['stack']}>
        {answer && <RulesRefusal answer={answer} />}
        <Panel title={t('new')}>
          <Form method="post" encType="multipart/form-data" className={classes['form']}>
            <input type="hidden" name="requestId" value={requestId} />
            <TextInput
              name="title"
              label={t('overlay-title')}
              description={t('title-help')}
              required
              withAsterisk={false}
              maxLength={300}
            />
            <NativeSelect
              name="organizationId"
              label={t('of')}
              data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextInput
              name="year"
              label={t('year')}
              defaultValue={String(year)}
              inputMode="numeric"
              w={120}
              required
              withAsterisk={false}
            />
            <NativeSelect
              name="template"
              label={t('template')}
              description={t('template-help')}
              data={[
                { value: '', label: t('template-none') },
                ...templates.map((code) => ({
                  value: code,
                  label: t('template-of', { weights: code.replaceAll('-', '/') }),
                })),
              ]}
            />
            <FileInput
              name="file"
              label={t('file')}
              description={t('file-help')}
              accept="application/json,.json"
              clearable
            />
            <div>
              <Button type="submit" variant="filled" disabled={busy}>
                {t('begin')}
              </Button>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  )
}
