/** Every English word, folded together from one file a part of the product. */
import account from "./en/account.json";
import admin from "./en/admin.json";
import chart from "./en/chart.json";
import course from "./en/course.json";
import data from "./en/data.json";
import device from "./en/device.json";
import lesson from "./en/lesson.json";
import report from "./en/report.json";
import safeguards from "./en/safeguards.json";
import shell from "./en/shell.json";
import support from "./en/support.json";
import system from "./en/system.json";
import trends from "./en/trends.json";
import teach from "./en/teach.json";
import tour from "./en/tour.json";

export const words = { ...shell, ...account, ...course, ...lesson, ...data, ...device, ...support, ...teach, ...admin, ...chart, ...trends, ...system, ...report, ...safeguards, ...tour };
