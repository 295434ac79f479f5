// title: Tree of squares
// family: ifs_fractal
// description: Leaning squares shrink and branch in two
// dialect: shadertoy
// licence: CC0-1.0
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y;
    vec3 col = mix(vec3(0.97, 0.9, 0.75), vec3(0.5, 0.72, 0.85), uv.y);
    float lean = 0.78 + 0.4 * sin(0.8 * iTime);
    for (int leaf = 0; leaf < 32; leaf++) {
        vec2 p = 6.2 * (uv - vec2(0.5 + 0.06 * sin(iTime), 0.04));
        float size = 1.0;
        for (int k = 0; k < 6; k++) {
            vec2 q = abs(p - vec2(0.0, 0.5)) - 0.5;
            float d = max(q.x, q.y) * size;
            vec3 bark = mix(vec3(0.35, 0.2, 0.12), vec3(0.45, 0.65, 0.15), float(k) / 5.0);
            col = mix(col, bark * (0.8 + 0.3 * p.x), smoothstep(0.03, -0.01, d));
            if (k == 5) break;
            bool right = ((leaf >> (4 - k)) & 1) == 1;
            float a = right ? -(1.5708 - lean) : lean, grow = right ? sin(lean) : cos(lean);
            p -= right ? vec2(0.5, 1.0) : vec2(-0.5, 1.0);
            p = mat2(cos(a), -sin(a), sin(a), cos(a)) * p / grow;
            p.x += right ? 0.5 : -0.5;
            size *= grow;
        }
    }
    fragColor = vec4(col, 1.0);
}
