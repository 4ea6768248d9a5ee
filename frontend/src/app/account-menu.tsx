/** Menus at the end of the bar: how the page looks and speaks, and who is here. */
import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api } from "@/api/client";
import { leave, type Me } from "@/api/me";
import { codeOf } from "@/api/problem";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";
import { useTourMemory } from "@/features/tour/use-tour-memory";
import { changeLanguage } from "@/lib/language";
import { LANGUAGES, type Language } from "@/lib/words";

const SCHEMES = [
  { value: "light", label: "shell.schemeLight", icon: "sun" },
  { value: "dark", label: "shell.schemeDark", icon: "moon" },
  { value: "auto", label: "shell.schemeSystem", icon: "device" },
] as const satisfies { value: MantineColorScheme; label: string; icon: string }[];

export function PreferenceMenu() {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient(); // the words of consent come from the server, in the language of the page
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <ActionIcon color="gray" aria-label={`${t("shell.scheme")}, ${t("shell.language")}`}>
          <Icon name={colorScheme === "dark" ? "moon" : "sun"} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.scheme")}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<Icon name={scheme.icon} size={18} />}
            rightSection={colorScheme === scheme.value && <Icon name="check" size={16} />}
            onClick={() => setColorScheme(scheme.value)}
          >
            {t(scheme.label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("shell.language")}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={i18n.language === language && <Icon name="check" size={16} />}
            onClick={() => void changeLanguage(language).then(() => queries.invalidateQueries())}
          >
            {LANGUAGES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function AccountMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { setSeen } = useTourMemory(me.id);
  const options = {
    onSuccess: () => leave(),
    onError: (error: unknown) => (codeOf(error) === "not_logged_in" ? leave() : tellProblem(error)),
  };
  const logOut = api.useMutation("post", "/api/auth/logout", options);
  const logOutEverywhere = api.useMutation("post", "/api/auth/logout-everywhere", options);
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <ActionIcon color="gray" aria-label={t("shell.account", { name: me.name })}>
          <Icon name="person" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {t(`role.${me.role}`)}
        </Menu.Label>
        <Menu.Item onClick={() => void navigate("/my-data")}>{t("shell.myData")}</Menu.Item>
        {me.role !== "student" && <Menu.Item onClick={() => void navigate("/security")}>{t("security.menu")}</Menu.Item>}
        <Menu.Item onClick={() => void navigate("/limits")}>{t("briefing.link")}</Menu.Item>
        <Menu.Item onClick={() => void navigate("/retention")}>{t("keeping.title")}</Menu.Item>
        <Menu.Item
          onClick={() => {
            setSeen(false);
            void navigate("/");
          }}
        >
          {t("tour.again")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => logOut.mutate({})}>{t("shell.logOut")}</Menu.Item>
        <Menu.Item onClick={() => logOutEverywhere.mutate({})}>{t("shell.logOutEverywhere")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
