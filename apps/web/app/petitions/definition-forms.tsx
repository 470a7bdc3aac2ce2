import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { enforcementItems, reportMeasures, reportWords } from '@nq15/domain/petitions'
import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActFold, type ActFoldProps } from '../monitoring/act-fold.tsx'
import shared from '../monitoring/watch.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import type { DefinitionPage } from './definition-screen.tsx'
import { useDefinitionWords } from './definition-words.ts'

type Answer = ActFoldProps['answer']
type Typed = { readonly typed: Readonly<Record<string, string>>; readonly wrong: readonly string[] }
type DraftOf = NonNullable<DefinitionPage['draft']>

/** Begins a draft, with what it rests on. */
export function BeginForm({ page: { requestIds }, answer }: { page: DefinitionPage; answer: Answer }) {
  const t = useTranslations('petitions.definitions')
  return (
    <ActFold event="begin" label={t('begin')} requestId={requestIds[0] ?? ''} answer={answer} ids={[]}>
      {(typed) => <Basis {...typed} />}
    </ActFold>
  )
}

function Basis({ typed, wrong }: Typed) {
  const t = useTranslations('petitions.definitions')
  const r = useTranslations('petitions.reports')
  return (
    <TextInput
      name="basis"
      label={t('basis')}
      description={t('basis-help')}
      defaultValue={typed['basis'] ?? ''}
      error={wrong.includes('basis') ? r('fill') : undefined}
    />
  )
}

/** What may be done with a draft: its texts, its columns, publishing by another, putting away. */
export function DraftForms({ page, draft, answer }: { page: DefinitionPage; draft: DraftOf; answer: Answer }) {
  const { requestIds, mayDraft, mayPublish, column } = page
  const t = useTranslations('petitions.definitions')
  const hidden = { editionId: draft.editionId, version: draft.version }
  const fold = (event: string, label: string, more: object = {}) => ({
    ...{ event, label, answer, hidden: { ...hidden, ...more }, ids: ['place'] },
    requestId: requestIds[0] ?? '',
  })
  const formulasOf = (weight: 'BLOCK' | 'WATCH') =>
    draft.content.formulas
      .filter((one) => one.weight === weight)
      .map(({ text }) => text)
      .join('\n')
  const { title, columns } = draft.content
  const begin = {
    ...{ basis: draft.basis, 'title.vi': title.vi, 'title.en': title.en },
    ...{ BLOCK: formulasOf('BLOCK'), WATCH: formulasOf('WATCH') },
  }
  const edited = column === null ? undefined : columns[column - 1]
  return (
    <>
      {mayDraft && column !== null && edited && (
        <div id="column" key={column}>
          <ActFold {...fold('write', t('write', { column: `c${column}` }), { place: String(column) })} isOpen>
            {(typed) => <ColumnFields key={`write-${column}`} column={edited} {...typed} />}
          </ActFold>
          <ActFold
            {...fold('take', t('take', { column: `c${column}` }), { place: String(column) })}
            warning={t('take-note')}
          >
            {() => null}
          </ActFold>
          <p className={shared['act']}>
            <Link to={`/petitions/reports/definitions?form=${page.code}`}>{t('done-editing')}</Link>
          </p>
        </div>
      )}
      {mayDraft && (
        <>
          <ActFold {...fold('put', t('put'))} ids={[]}>
            {(typed) => (
              <>
                <NativeSelect
                  name="place"
                  label={t('place')}
                  defaultValue={typed.typed['place'] ?? String(columns.length + 1)}
                  data={[
                    ...columns.map(({ head }, at) => ({ value: String(at + 1), label: `c${at + 1} ${head.vi}` })),
                    { value: String(columns.length + 1), label: t('last') },
                  ]}
                />
                <ColumnFields column={null} {...typed} />
              </>
            )}
          </ActFold>
          <ActFold {...fold('texts', t('texts'))} begin={begin}>
            {({ typed, wrong }) => (
              <>
                <TextInput name="title.vi" label={t('title-vi')} defaultValue={typed['title.vi'] ?? ''} />
                <TextInput name="title.en" label={t('title-en')} defaultValue={typed['title.en'] ?? ''} />
                <Basis typed={typed} wrong={wrong} />
                <Textarea
                  {...{ name: 'BLOCK', label: t('block'), description: t('block-help') }}
                  {...{ defaultValue: typed['BLOCK'] ?? '', autosize: true, minRows: 3 }}
                />
                <Textarea
                  {...{ name: 'WATCH', label: t('watch'), description: t('watch-help') }}
                  {...{ defaultValue: typed['WATCH'] ?? '', autosize: true, minRows: 2 }}
                />
              </>
            )}
          </ActFold>
        </>
      )}
      {mayPublish ? (
        <ActFold {...fold('publish', t('publish'))} warning={draft.isMine ? t('publish-own') : t('publish-note')}>
          {() => null}
        </ActFold>
      ) : (
        <p className={`${shared['act']} ${shared['light']}`}>{t('publish-other')}</p>
      )}
      {mayDraft && <ActFold {...fold('drop', t('drop'))}>{() => null}</ActFold>}
    </>
  )
}

type Column = DraftOf['content']['columns'][number]

/** Heads of a column, one counter of the closed list, and the filters of the register it counts. */
function ColumnFields({ column, typed, wrong }: Typed & { column: Column | null }) {
  const t = useTranslations('petitions.definitions')
  const r = useTranslations('petitions.refusals')
  const words = useDefinitionWords()
  const from = column?.counter
  const begin =
    from === undefined ? 'papers:papers' : from.source === 'missing' ? 'missing' : `${from.source}:${from.measure}`
  const [counter, choose] = useState(typed['counter'] ?? begin)
  const chosen = counter.split(':')[0] ?? ''
  const source = chosen === 'due' || chosen === 'done' ? 'cases' : chosen
  const filters = Object.entries(reportWords[source as keyof typeof reportWords] ?? {})
  const was = from && from.source !== 'missing' ? from.where : {}
  const isWrong = wrong.some((name) => name.startsWith('counter'))
  return (
    <>
      <TextInput name="head.vi" label={t('head-vi')} defaultValue={typed['head.vi'] ?? column?.head.vi ?? ''} />
      <TextInput name="head.en" label={t('head-en')} defaultValue={typed['head.en'] ?? column?.head.en ?? ''} />
      <NativeSelect
        name="counter"
        label={t('counter')}
        description={t('counter-help')}
        value={counter}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        error={isWrong ? r('BAD_INPUT') : undefined}
        data={counters.map(([of, measure]) => ({
          value: of === 'missing' ? of : `${of}:${measure}`,
          label: words.counter(of, measure),
        }))}
      />
      {filters.length > 0 && (
        <>
          <p className={shared['light']}>{t('filters')}</p>
          <div className={shared['fields']} key={source}>
            {filters.map(([dim, known]: [string, readonly string[]]) => (
              <CheckboxSet
                key={dim}
                legend={words.dim(dim)}
                name={`where.${dim}`}
                choices={known.map((value) => ({ value, label: words.word(source, dim, value) }))}
                chosen={typed['counter'] === undefined ? (was[dim] ?? []) : (typed[`where.${dim}`]?.split(',') ?? [])}
              />
            ))}
          </div>
        </>
      )}
    </>
  )
}

const counters: readonly (readonly [string, string])[] = [
  ...Object.entries(reportMeasures).flatMap(([source, measures]) =>
    measures.map((measure): readonly [string, string] => [source, measure]),
  ),
  ...(['due', 'done'] as const).flatMap((source) =>
    enforcementItems.map((item): readonly [string, string] => [source, item]),
  ),
  ['missing', ''],
]
