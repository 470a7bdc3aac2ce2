import { Button, FileInput, NativeSelect } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { ErrorNotice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { importsLoader } from './import.server.ts'
import type { uploadAction } from './import-upload.server.ts'
import classes from './imports.module.css'

const looks = {
  reading: 'grey',
  checked: 'watch',
  taken: 'ok',
  abandoned: 'dashed',
  failed: 'redEdge',
} as const satisfies Record<string, ChipLook>

/** Begin an import from a file, or find one again. */
export function ImportsScreen() {
  const { choices, runs } = useLoaderData<typeof importsLoader>()
  const t = useTranslations('members.imports')
  const format = useFormatter()
  return (
    <>
      <PageHead title={t('title')} state={t('state')} />
      <div className={classes['stack']}>
        <Panel title={t('begin')}>{choices.length === 0 ? <EmptyState why={t('no-choices')} /> : <UploadForm />}</Panel>
        <Panel title={t('runs')} note={runs.length === 0 ? undefined : t('runs-count', { count: runs.length })} flush>
          <DataTable
            label={t('runs')}
            rows={runs}
            rowKey={({ runId }) => runId}
            columns={[
              {
                id: 'file',
                head: t('file'),
                phone: 'title',
                cell: ({ runId, fileName }) => (
                  <Link to={`/imports/${runId}`} className={classes['fileName'] ?? ''}>
                    {fileName}
                  </Link>
                ),
              },
              { id: 'kind', head: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
              { id: 'at', head: t('at'), cell: ({ createdAt }) => formatMoment(createdAt) },
              { id: 'rows', head: t('rows'), numeric: true, cell: ({ rowsTotal }) => format.number(rowsTotal) },
              { id: 'bad', head: t('bad'), numeric: true, cell: ({ rowsBad }) => format.number(rowsBad) },
              {
                id: 'state',
                head: t('state-head'),
                cell: ({ state, isJudging }) => (
                  <Chip look={looks[state]}>
                    {t(state === 'reading' && isJudging ? 'states.judging' : `states.${state}`)}
                  </Chip>
                ),
              },
            ]}
            empty={<EmptyState why={t('no-runs')} />}
          />
        </Panel>
      </div>
    </>
  )
}

function UploadForm() {
  const { choices, limits } = useLoaderData<typeof importsLoader>()
  const answer = useActionData<typeof uploadAction>()
  const navigation = useNavigation()
  const t = useTranslations('members.imports')
  const [kind, setKind] = useState(choices[0]?.kind ?? 'members')
  const select = useRef<HTMLSelectElement>(null)
  // What was chosen before the page was awake stays chosen.
  useEffect(() => {
    const chosen = choices.find((one) => one.kind === select.current?.value)
    if (chosen) setKind(chosen.kind)
  }, [choices])
  const organizations = choices.find((one) => one.kind === kind)?.organizations ?? []
  const sending = navigation.state !== 'idle' && navigation.formMethod === 'POST'
  return (
    <Form method="post" encType="multipart/form-data" className={classes['form']}>
      {answer !== undefined && (
        <ErrorNotice
          happened={t(`faults.${answer.fault}.happened`)}
          kept={t('nothing-kept')}
          todo={t(`faults.${answer.fault}.todo`, limits)}
          code={answer.fault.toUpperCase()}
        />
      )}
      <NativeSelect
        name="kind"
        label={t('what')}
        ref={select}
        defaultValue={kind}
        onChange={({ currentTarget: { value } }) => setKind(choices.find((one) => one.kind === value)?.kind ?? kind)}
        data={choices.map((one) => ({ value: one.kind, label: t(`kinds.${one.kind}`) }))}
      />
      <NativeSelect
        key={kind}
        name="organizationId"
        label={t('where')}
        description={t(`where-help.${kind}`)}
        data={organizations.map(({ organizationId, name }) => ({ value: organizationId, label: name }))}
      />
      <p>
        <a href={`/imports/template/${kind}`} download>
          {t('template', { kind: t(`kinds.${kind}`).toLowerCase() })}
        </a>
        <span className={classes['light']}> {t('template-help')}</span>
      </p>
      <FileInput
        name="file"
        label={t('choose')}
        description={t('choose-help', limits)}
        placeholder={t('choose-placeholder')}
        accept=".xlsx,.csv"
        required
      />
      <Button type="submit" variant="filled" loading={sending} className={classes['submit'] ?? ''}>
        {t('upload')}
      </Button>
      <p role="status" className={classes['light']}>
        {sending ? t('uploading') : t('upload-help')}
      </p>
    </Form>
  )
}
