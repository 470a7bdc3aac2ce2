import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { figuresAction, figuresLoader } from '../reports/reviews.server.ts'

export { FiguresScreen as default } from '../reports/figures-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => figuresLoader(args)
export const action = (args: ActionFunctionArgs) => figuresAction(args)
