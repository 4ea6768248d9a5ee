/** Every Spanish word, folded together from one file a part of the product. */
import account from "./es/account.json";
import admin from "./es/admin.json";
import chart from "./es/chart.json";
import course from "./es/course.json";
import data from "./es/data.json";
import device from "./es/device.json";
import lesson from "./es/lesson.json";
import report from "./es/report.json";
import safeguards from "./es/safeguards.json";
import shell from "./es/shell.json";
import support from "./es/support.json";
import system from "./es/system.json";
import trends from "./es/trends.json";
import teach from "./es/teach.json";
import tour from "./es/tour.json";

export const words = { ...shell, ...account, ...course, ...lesson, ...data, ...device, ...support, ...teach, ...admin, ...chart, ...trends, ...system, ...report, ...safeguards, ...tour };
