import { auditRouter } from './access/audit.router.ts'
import { plansRouter } from './consolidation/plans.router.ts'
import { liveRouter } from './events/live.router.ts'
import { forecastRouter } from './incidents/forecast.router.ts'
import { incidentsRouter } from './incidents/incidents.router.ts'
import { steeringRouter } from './incidents/steering.router.ts'
import { disciplinesRouter } from './inspection/disciplines.router.ts'
import { inspectionsRouter } from './inspection/inspections.router.ts'
import { aggregatesRouter } from './monitoring/aggregates.router.ts'
import { factsRouter } from './monitoring/facts.router.ts'
import { indicatorsRouter } from './monitoring/indicators.router.ts'
import { screeningRouter } from './monitoring/screening.router.ts'
import { signsRouter } from './monitoring/signs.router.ts'
import { watchRouter } from './monitoring/watch.router.ts'
import { reviewsRouter } from './reports/reviews.router.ts'
import { totalsRouter } from './reports/totals.router.ts'
import { router } from './trpc.ts'

/** Every procedure of monitor; router = room's noun, procedure = verb. */
export const appRouter = router({
  aggregates: aggregatesRouter,
  audit: auditRouter,
  disciplines: disciplinesRouter,
  facts: factsRouter,
  forecast: forecastRouter,
  indicators: indicatorsRouter,
  incidents: incidentsRouter,
  inspections: inspectionsRouter,
  live: liveRouter,
  plans: plansRouter,
  reviews: reviewsRouter,
  screening: screeningRouter,
  signs: signsRouter,
  steering: steeringRouter,
  totals: totalsRouter,
  watch: watchRouter,
})

export type AppRouter = typeof appRouter
