import { useTranslations } from 'use-intl'

/** Who took a step: a person by his name, one of the product's own services as the software, in the reader's language. */
export function ActorName({ name }: { name: string }) {
  const t = useTranslations('ui.actor')
  // The trail keeps which service it was (`serviceActor`).
  return name.startsWith('NQ15 ') ? t('service') : name
}
