#!/usr/bin/env node
import "../provider/node";
import { main } from "./main";

void main(process.argv.slice(2));
