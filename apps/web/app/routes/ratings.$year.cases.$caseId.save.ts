import type { ActionFunctionArgs } from '@remix-run/node'
import { reviewSaveAction } from '../ratings/self-review.server.ts'

export const action = (args: ActionFunctionArgs) => reviewSaveAction(args)
