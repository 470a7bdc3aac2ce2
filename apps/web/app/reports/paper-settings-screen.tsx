import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { paperSettingsLoader, SettingsAnswer } from './paper-settings.server.ts'
import classes from './papers.module.css'

/** Layout, numbering and own templates of an organization's documents. */
export function PaperSettingsScreen() {
  const { name, maySetUp } = useLoaderData<typeof paperSettingsLoader>()
  const answer = useActionData<SettingsAnswer>()
  const t = useTranslations('reports')
  const known = refusals.find((one) => one === answer?.refusal)
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register.title'), to: '/papers' }, { label: t('settings.title') }]}
        title={t('settings.title')}
        state={name}
      />
      <div className={classes['stack']}>
        {answer?.done && <Notice tone="ok" live="status" title={t('settings.done')} />}
        {answer && !answer.done && (
          <Notice tone="error" live="alert" title={known ? t(`settings.refusals.${known}`) : t('paper.faulty')}>
            {answer.details.length > 0 && <p className={classes['codes']}>{answer.details.join(', ')}</p>}
            {t('paper.nothing-changed')}
          </Notice>
        )}
        <Terms />
        {maySetUp && <Layout />}
        {maySetUp && <Templates />}
      </div>
    </>
  )
}

const refusals = [
  'CHANGED_MEANWHILE',
  'TERMS_OVERLAP',
  'NOT_TRIED',
  'NO_FILE',
  'NOT_READABLE',
  'UNKNOWN_FIELDS',
  'FIELDS_BROKEN',
  'NO_FIELDS',
  'NAMES_VOTER',
] as const

function Terms() {
  const { terms, requestIds } = useLoaderData<typeof paperSettingsLoader>()
  const t = useTranslations('reports')
  return (
    <Panel title={t('settings.terms')}>
      <p className={classes['light']}>{t('settings.terms-help')}</p>
      {terms.length > 0 && (
        <ul className={classes['list']}>
          {terms.map(({ id, name, startsOn, endsOn }) => (
            <li key={id}>
              {endsOn === null
                ? t('settings.term-open', { name, from: formatDay(startsOn) })
                : t('settings.term-closed', { name, from: formatDay(startsOn), until: formatDay(endsOn) })}
            </li>
          ))}
        </ul>
      )}
      <Form method="post">
        <input type="hidden" name="intent" value="term" />
        <input type="hidden" name="requestId" value={requestIds[0]} />
        <div className={classes['fields']}>
          <TextInput name="name" label={t('settings.term-name')} placeholder="2025–2030" />
          <TextInput name="startsOn" label={t('settings.term-from')} />
          <TextInput name="endsOn" label={t('settings.term-until')} description={t('settings.term-until-help')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('settings.term-add')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function Layout() {
  const { options, version, updatedBy, requestIds, choices } = useLoaderData<typeof paperSettingsLoader>()
  const t = useTranslations('reports')
  const usual = { value: '', label: t('settings.usual') }
  const choice = (
    name: 'lineSpacing' | 'spelling' | 'subjectPrefix' | 'ruleUnderName' | 'partyNameSize' | 'pageNumberSize',
    values: readonly string[],
  ) => (
    <NativeSelect
      name={name}
      label={t(`settings.options.${name}`)}
      defaultValue={String(options[name] ?? '')}
      data={[usual, ...values.map((value) => ({ value, label: labelOf(value) }))]}
    />
  )
  const labelOf = (value: string) =>
    value === 'none' || value === 'full' || value === 'third' ? t(`settings.values.${value}`) : value
  const line = (
    name: 'orgSymbol' | 'superiorName' | 'issuingName' | 'place' | 'signerForBody' | 'signerPosition' | 'signerName',
  ) => <TextInput name={name} label={t(`settings.options.${name}`)} defaultValue={options[name] ?? ''} />
  return (
    <Panel
      title={t('settings.layout')}
      note={updatedBy === null ? t('settings.nobody') : t('settings.by', { name: updatedBy })}
    >
      <p className={classes['light']}>{t('settings.layout-help')}</p>
      <Form method="post">
        <input type="hidden" name="intent" value="layout" />
        <input type="hidden" name="requestId" value={requestIds[1]} />
        <input type="hidden" name="version" value={version} />
        <div className={classes['fields']}>
          {choice('lineSpacing', ['18', '19', '20'])}
          {choice('spelling', choices.spelling)}
          {choice('subjectPrefix', choices.subjectPrefix)}
          {choice('ruleUnderName', ['full', 'third'])}
          {choice('partyNameSize', ['14', '15'])}
          {choice('pageNumberSize', ['13', '14'])}
          <NativeSelect
            name="basisItalic"
            label={t('settings.options.basisItalic')}
            defaultValue={options.basisItalic === undefined ? '' : options.basisItalic ? 'yes' : 'no'}
            data={[
              usual,
              { value: 'yes', label: t('settings.values.italic') },
              { value: 'no', label: t('settings.values.upright') },
            ]}
          />
          {line('orgSymbol')}
          {line('superiorName')}
          {line('issuingName')}
          {line('place')}
          {line('signerForBody')}
          {line('signerPosition')}
          {line('signerName')}
          <Textarea
            className={classes['wide'] ?? ''}
            name="copyTo"
            label={t('settings.options.copyTo')}
            description={t('settings.copy-help')}
            autosize
            minRows={2}
            defaultValue={(options.copyTo ?? []).join('\n')}
          />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('settings.save')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function Templates() {
  const { organizationId, templates, forms, fieldNames, requestIds } = useLoaderData<typeof paperSettingsLoader>()
  const t = useTranslations('reports')
  return (
    <Panel title={t('settings.templates')}>
      <p className={classes['light']}>{t('settings.templates-help')}</p>
      <p className={classes['codes']}>
        {fieldNames.map((name) => (
          <code key={name}>{name}</code>
        ))}
      </p>
      <DataTable
        label={t('settings.templates')}
        rows={templates}
        rowKey={({ id }) => id}
        columns={[
          { id: 'form', head: t('papers.form'), phone: 'title', cell: ({ title }) => title },
          { id: 'revision', head: t('settings.revision'), numeric: true, cell: ({ revision }) => String(revision) },
          {
            id: 'state',
            head: t('register.state-head'),
            cell: ({ state }) => (
              <Chip look={state === 'in-use' ? 'plain' : 'dashed'}>{t(`settings.states.${state}`)}</Chip>
            ),
          },
          {
            id: 'acts',
            head: t('settings.acts'),
            cell: (row) => (
              <span className={classes['links']}>
                <Link to={`/files/of/paper_template/${row.id}`}>{t('settings.file')}</Link>
                {row.hasFile && <a href={`/papers/${organizationId}/templates/${row.id}`}>{t('settings.sample')}</a>}
                {row.hasFile && (row.state === 'draft' || row.state === 'tried') && <Step row={row} intent="try" />}
                {row.state === 'tried' && <Step row={row} intent="use" />}
                {row.state === 'in-use' && <Step row={row} intent="retire" />}
              </span>
            ),
          },
        ]}
        empty={<EmptyState why={t('settings.no-templates')} />}
      />
      <Form method="post">
        <input type="hidden" name="intent" value="template" />
        <input type="hidden" name="requestId" value={requestIds[2]} />
        <NativeSelect
          name="form"
          label={t('settings.template-form')}
          data={forms.map(({ code, title }) => ({ value: code, label: title }))}
        />
        <div className={classes['end']}>
          <Button type="submit">{t('settings.template-add')}</Button>
        </div>
      </Form>
    </Panel>
  )
}

function Step({ row, intent }: { row: { id: string; version: number }; intent: 'try' | 'use' | 'retire' }) {
  const t = useTranslations('reports')
  const { requestIds } = useLoaderData<typeof paperSettingsLoader>()
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="requestId" value={requestIds[3]} />
      <input type="hidden" name="templateId" value={row.id} />
      <input type="hidden" name="version" value={row.version} />
      <Button type="submit" size="compact-sm" variant="default">
        {t(`settings.${intent}`)}
      </Button>
    </Form>
  )
}
