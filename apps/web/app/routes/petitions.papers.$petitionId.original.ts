import type { ActionFunctionArgs } from '@remix-run/node'
import { originalAction } from '../petitions/renditions.server.ts'

export const action = (args: ActionFunctionArgs) => originalAction(args)
