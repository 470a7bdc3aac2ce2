import { Chip } from '../ui/chip.tsx'
import { useConfidence } from '../ui/confidence.ts'

/** How well a rule is known, as the rule data marks it. */
export type ShownConfidence = 'T' | 'S' | 'S-code' | 'M' | 'design'

/** The mark beside a rule: read in its text, second-hand, from memory, or this product's own convention. */
export function ConfidenceMark({ confidence }: { confidence: ShownConfidence }) {
  const { say, explain } = useConfidence()
  return (
    <Chip look={confidence === 'T' ? 'accent' : confidence === 'M' ? 'watch' : 'grey'} title={explain(confidence)}>
      {say(confidence)}
    </Chip>
  )
}

/** Where a rule stands and how well that is known, in one line. */
export function RuleSource({
  source: { document, provision, confidence },
}: {
  source: { readonly document: string; readonly provision: string; readonly confidence: ShownConfidence }
}) {
  return (
    <span>
      {document}, {provision}. <ConfidenceMark confidence={confidence} />
    </span>
  )
}
