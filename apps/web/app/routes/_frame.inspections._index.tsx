import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { inspectionsAction, inspectionsLoader } from '../inspection/inspections.server.ts'

export { InspectionsScreen as default } from '../inspection/inspections-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => inspectionsLoader(args)
export const action = (args: ActionFunctionArgs) => inspectionsAction(args)
