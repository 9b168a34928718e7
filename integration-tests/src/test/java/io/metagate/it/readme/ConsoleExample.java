package io.metagate.it.readme;

/**
 * A command of a page, and what the page says it prints.
 *
 * @param page the page's file name
 * @param command the command, with its line continuations
 * @param answer the shown lines; empty if none are shown
 */
record ConsoleExample(String page, String command, String answer) {}
