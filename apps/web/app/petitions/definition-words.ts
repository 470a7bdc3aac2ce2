import type { ReportCell } from '@nq15/domain/petitions'
import { useTranslations } from 'use-intl'

/** Says the closed list of counters, filters and their words, and what a column counts by them. */
export function useDefinitionWords() {
  const t = useTranslations('petitions.definitions')
  const kinds = useTranslations('petitions.kind')
  const options = useTranslations('petitions.options')
  /** Lists of the room's forms in which the words of a filter already stand. */
  const listOf = (source: string, dim: string): string | null => {
    if (dim === 'outcome') return source === 'visits' ? 'result' : 'outcome'
    return { handling: 'handling', field: 'fieldL1', instance: 'instance' }[dim] ?? null
  }
  const word = (source: string, dim: string, said: string): string => {
    if (said === '') return t('word.empty')
    if (dim === 'kind') return kinds(said as 'complaint')
    const list = listOf(source, dim)
    return list === null ? t(`word.${said}` as 'word.yes') : options(`${list}.${said}` as 'instance.first')
  }
  const dim = (name: string) => t(`dim.${name}` as 'dim.kind')
  const counter = (source: string, measure: string): string =>
    source === 'missing'
      ? t('missing')
      : `${t(`group.${source}` as 'group.papers')}: ${
          source === 'due' || source === 'done'
            ? options(`item.${measure}` as 'item.money-to-state')
            : t(`measure.${measure}` as 'measure.papers')
        }`
  const cell = (one: ReportCell): string => {
    if (one.is === 'missing') return t('missing')
    const source = one.is === 'count' ? one.source : 'cases'
    const measure = one.is === 'count' ? counter(one.source, one.measure) : counter(one.from, one.items[0] ?? '')
    const rows = Object.entries(one.where).map(
      ([name, wanted]) => `${dim(name)}: ${wanted.map((said) => word(source, name, said)).join(', ')}`,
    )
    return t('of', { measure, rows: rows.length === 0 ? t('all-rows') : rows.join('; ') })
  }
  return { word, dim, counter, cell }
}
